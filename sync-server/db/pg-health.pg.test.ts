import { tmpdir } from 'node:os';
import { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createMigratedDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../../tests/support/postgres.ts';
import { connectDatabase } from './connect.ts';
import { findFreePort } from './embedded/free-port.ts';
import { checkDatabaseHealth, isReady } from './pg-health.ts';

const log = { warn: () => undefined };
let database: TestDatabase;
let pool: Pool;

async function open(made: Promise<TestDatabase>): Promise<void> {
  database = await made;
  pool = connectDatabase({ url: database.url, log });
}

beforeEach(() => open(createMigratedDatabase()));

afterEach(async () => {
  await pool.end();
  await database.drop();
});

test('the embedded, migrated database is ready', async () => {
  const checks = await checkDatabaseHealth({ database: pool, dataDir: tmpdir() });
  expect(checks.filter((check) => check.status === 'fail')).toEqual([]);
  expect(checks.map((check) => check.name)).toContain('disk');
  expect(isReady(checks)).toBe(true);
});

test('an empty database waits for its migrations', async () => {
  await pool.end();
  await database.drop();
  await open(createTestDatabase());
  const checks = await checkDatabaseHealth({ database: pool, dataDir: null });
  expect(checks).toContainEqual(expect.objectContaining({ name: 'migrations', status: 'fail' }));
  expect(isReady(checks)).toBe(false);
});

test('a synced table that lost its replica identity is named', async () => {
  await pool.query('alter table leads replica identity default');
  const checks = await checkDatabaseHealth({ database: pool, dataDir: null });
  expect(checks).toContainEqual(
    expect.objectContaining({ name: 'migrations', status: 'fail', detail: expect.stringContaining('leads') }),
  );
});

test('a replication slot counts', async () => {
  await pool.query(`select pg_create_logical_replication_slot('slot_of_${database.name}', 'pgoutput')`);
  const checks = await checkDatabaseHealth({ database: pool, dataDir: null });
  expect(checks.find((check) => check.name === 'slots')?.detail).toMatch(/^[1-9]\d* of 64 used$/);
});

test('a database that is not there is a failed check, not an error', async () => {
  const nobody = new Pool({ connectionString: `postgres://x:x@127.0.0.1:${await findFreePort(0)}/x` });
  const checks = await checkDatabaseHealth({ database: nobody, dataDir: null });
  expect(checks).toMatchObject([
    { name: 'connection', status: 'fail', hint: expect.stringContaining('DATABASE_URL') },
  ]);
  await nobody.end();
});
