import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from './define.ts';
import type { RowChange } from './recorder.ts';
import { deviceTables } from './testing/device-tables.ts';
import { testId } from './testing/ids.ts';
import { runStep, tableRows } from './testing/run-step.ts';

const CLIENT = testId(10);
const LEAD = testId(100);
const manager: Actor = {
  kind: 'person',
  userId: testId(2),
  role: 'account_manager',
  clientIds: new Set([CLIENT]),
};

let device: PGlite;
let number = 0;

beforeAll(async () => {
  device = await PGlite.create();
  await device.exec(deviceTables());
  await run('leads/create', {
    id: LEAD,
    client_id: CLIENT,
    email: 'ann@example.com',
    email_key: 'ann@example.com',
    fields: { title: 'CTO' },
  });
}, 180_000);
afterAll(() => device.close());

function run(
  name: string,
  args: unknown,
  more: Partial<Parameters<typeof runStep>[0]> = {},
  changes?: string[],
) {
  number += 1;
  const recorder = {
    read: (table: string, ids: readonly string[]) => changes?.push(`read ${table} ${ids.length}`),
    lookup: (table: string, column: string, values: readonly unknown[], found: readonly string[]) =>
      changes?.push(`lookup ${table}.${column} ${values.length} → ${found.length}`),
    write: ({ table, before, after }: RowChange) =>
      changes?.push(`${before ? (after ? 'update' : 'remove') : 'insert'} ${table}`),
  };
  return runStep(
    { name, args, actor: manager, ...more },
    { executor: device, side: 'device', number, recorder },
  );
}

test('what was seen elsewhere asks nobody on a device: the person sees what they want', async () => {
  const changes = [{ id: LEAD, patch: { title: 'CEO' } }];
  const expected = { [LEAD]: { title: 'Something else' } };
  const { outcome } = await run('leads/update', { client_id: CLIENT, changes }, { expected });
  expect(outcome).toBe('accepted');
  expect((await tableRows(device, 'leads'))[0]?.['title']).toBe('CEO');
  expect(await tableRows(device, 'conflicts')).toEqual([]);
});

test('rows this device does not hold are left to the server', async () => {
  const { rows } = await run('leads/archive', { client_id: CLIENT, ids: [testId(999)], archived: false });
  expect(rows).toBe(0);
});

test('the recorder hears every read, search and write, and tables of the server are skipped', async () => {
  const heard: string[] = [];
  const row = {
    id: testId(101),
    email: 'ben@example.com',
    email_key: 'ben@example.com',
    fields: { first_name: 'Ben' },
    verification: { verdict: 'valid', reasons: [], engine_version: '1', host: 'desktop' },
  };
  const batch = {
    import_id: testId(30),
    client_id: CLIENT,
    campaign_id: null,
    mode: 'both',
    on_match: 'skip',
  };
  await run('leads/import-batch', { ...batch, rows: [row] }, {}, heard);
  expect(heard).toEqual([
    'lookup leads.email_key 1 → 0',
    'insert leads',
    'read lead_imports 1',
    'insert activity',
  ]);
  await run('leads/delete', { client_id: CLIENT, ids: [LEAD] }, {}, heard);
  expect(heard.slice(4)).toEqual(['read leads 1', 'update leads', 'insert activity']);
});

test('a refusal leaves nothing behind', async () => {
  const before = await tableRows(device, 'activity');
  const again = {
    id: testId(102),
    client_id: CLIENT,
    email: 'ben@example.com',
    email_key: 'ben@example.com',
  };
  await expect(run('leads/create', again)).rejects.toMatchObject({ code: 'already_exists' });
  expect(await tableRows(device, 'activity')).toEqual(before);
});
