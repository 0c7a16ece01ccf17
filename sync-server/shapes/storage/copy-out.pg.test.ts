import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { copyAllOut, copyOut } from './copy-out.ts';
import { createPool } from './database.ts';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, 1, 'read-only');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const texts = (values: readonly Buffer[]) => values.map((value) => value.toString('utf8'));

test('gives the values in order, whatever they hold', async () => {
  const values = await copyAllOut(
    pool,
    `select unnest(array['', 'a\tb\\', 'Łódź 東京', repeat('x', 300000)])`,
  );
  expect(texts(values)).toEqual(['', 'a\tb\\', 'Łódź 東京', 'x'.repeat(300_000)]);
});

test('gives nothing where there is nothing', async () => {
  expect(await copyAllOut(pool, `select '' where false`)).toEqual([]);
});

test('a slow reader gets every row of more than memory should hold', async () => {
  const client = await pool.connect();
  let next = 0;
  for await (const value of copyOut(
    client,
    `select repeat('y', 1000) || g from generate_series(0, 19999) g`,
  )) {
    expect(value.length).toBe(1000 + `${next}`.length);
    next += 1;
    if (next % 5000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  client.release();
  expect(next).toBe(20_000);
});

test('a failure on the way is told, and the connection goes on', async () => {
  await expect(copyAllOut(pool, `select (1 / (3 - g))::text from generate_series(1, 9) g`)).rejects.toThrow(
    'division by zero',
  );
  expect(texts(await copyAllOut(pool, `select 'after'`))).toEqual(['after']);
});

test('the connection can be used after a reader left early', async () => {
  const client = await pool.connect();
  for await (const value of copyOut(client, `select repeat('z', 1000) from generate_series(1, 20000)`)) {
    expect(value.length).toBe(1000);
    break;
  }
  const after = await client.query('select 1 as one');
  client.release();
  expect(after.rows).toEqual([{ one: 1 }]);
});
