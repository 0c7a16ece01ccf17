import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { openSeed } from '../testing/test-replica.ts';
import { vacuumOne } from './upkeep.ts';

let database: Database;
beforeAll(async () => {
  database = createDatabase(await openSeed());
});
afterAll(() => database.close());

const size = async () => {
  const [row] = await database.read('read', (sql) =>
    sql.query<{ bytes: number }>(`SELECT pg_relation_size('leads') AS bytes`),
  );
  return row?.bytes ?? 0;
};
const script = (text: string) => database.read('sync', (sql) => sql.script(text));

test('a table of mostly dead rows is vacuumed, and its space is used again', async () => {
  await script(
    `INSERT INTO leads (id, email) SELECT gen_random_uuid(), 'x' || n FROM generate_series(1, 2000) n`,
  );
  expect(await vacuumOne(database)).toBeNull();
  for (let round = 0; round < 3; round += 1) {
    await script(`UPDATE leads SET email = email || 'y'`);
    expect(await vacuumOne(database)).toBe('leads');
  }
  const settled = await size();
  for (let round = 0; round < 5; round += 1) {
    await script(`UPDATE leads SET email = email || 'z'`);
    await vacuumOne(database);
  }
  expect(await size()).toBeLessThanOrEqual(settled * 1.5);
});
