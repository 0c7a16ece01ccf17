import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { prepareSchema } from '../storage/schema.ts';
import { createLogPages } from './log-pages.ts';

const SCHEMA = 'shapes_test';
const RELID = 4711;

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  await prepareSchema(pool, SCHEMA);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('changes come in the order of their positions, whatever number of digits those have', async () => {
  const positions = ['9', '10', '57234112', '99336680', '102232528', '136820352'];
  for (const lsn of positions) {
    await pool.query(
      `insert into ${SCHEMA}.change_log (relid, lsn, op, xid, "old", "new") values ($1, $2, 0, 1, null, '{}')`,
      [RELID, lsn],
    );
  }
  const pages = createLogPages(pool, SCHEMA, 2);
  const seen: string[] = [];
  for await (const page of pages(RELID, { lsn: 0n, op: Number.POSITIVE_INFINITY }, 136_820_352n)) {
    seen.push(...page.map((entry) => `${entry.lsn}`));
  }
  expect(seen).toEqual(positions);
});
