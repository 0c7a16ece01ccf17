import { randomUUID } from 'node:crypto';

import { openOutbox } from '../outbox.ts';
import type { NewMutation, Outbox } from '../outbox.ts';
import type { MemoryFiles } from './memory-files.ts';

export const DEVICE = randomUUID();
export const clock = { time: 1_760_000_000_000, now: () => clock.time };

export function mutation(id: string = randomUUID(), args: unknown = { note: 'x' }): NewMutation {
  return { id, name: 'notes.edit', version: 1, args, expected: {}, at: '2026-11-24T08:00:00.000Z' };
}

export function open(memory: MemoryFiles): Promise<Outbox> {
  return openOutbox({ files: memory.files, deviceId: DEVICE, clock });
}

export async function idsAfterRestart(memory: MemoryFiles): Promise<readonly string[]> {
  const outbox = await open(memory);
  const ids = (await outbox.pendingMutations()).map((one) => one.id);
  await outbox.close();
  return ids;
}
