import { expect } from 'vitest';
import { TABLES, desk } from './desk.ts';

const open: ReturnType<typeof desk>[] = [];

export function setUp(): ReturnType<typeof desk> {
  const made = desk();
  open.push(made);
  return made;
}

export async function closeDesks(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.stop()));
}

export const lead = (id: string, client: string | null = null, name = id) => ({
  table: 'leads' as const,
  id,
  row: { id, scope_client_id: client, name },
});

export const note = (id: string, client: string | null = null) => ({
  table: 'notes' as const,
  id,
  row: { id, scope_client_id: client, body: id },
});

export function expectSame({ central, replica }: ReturnType<typeof desk>): void {
  for (const table of TABLES) {
    expect(Object.fromEntries(replica.rows(table)), table).toEqual(Object.fromEntries(central.rows(table)));
  }
}

/** A device that has its first load behind it. */
export async function loaded(): Promise<ReturnType<typeof desk>> {
  const world = setUp();
  world.central.write([lead('l1', 'a'), lead('l2', 'b'), note('n1', 'a')], { id: 'c0' });
  world.start();
  await world.timers.advance(2000);
  expect(world.replica.state().complete).toBe(true);
  world.events.length = 0;
  world.server.requests.length = 0;
  return world;
}
