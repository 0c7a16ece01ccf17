import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSeed } from '../testing/test-replica.ts';
import type { Database } from './database.ts';
import { createDatabase } from './database.ts';

let pglite: PGlite;
let database: Database;
beforeAll(async () => {
  pglite = await openSeed();
  database = createDatabase(pglite);
});
afterAll(() => database.close());

const one = async (text: string, params: readonly unknown[] = []) =>
  (await database.read('read', (sql) => sql.query(text, params)))[0];

test('values keep their meaning both ways', async () => {
  const hostile = ['a,b', 'say "hi"', 'back\\slash', '{}', 'NULL', '', '😀'];
  const row = await one(
    `SELECT $1::text AS text, $2::integer AS number, $3::boolean AS flag, $4::text[] AS list, $5::jsonb AS json,
       $6::text AS nothing, $7::timestamptz(3) AS at, $8::date AS day, $9::bigint AS big, $10::integer[] AS numbers`,
    [
      'it’s',
      7,
      true,
      hostile,
      { a: [1, 'x'] },
      null,
      '2026-01-02T03:04:05.678Z',
      '2026-01-02',
      2 ** 40,
      [1, null],
    ],
  );
  expect(row).toEqual({
    text: 'it’s',
    number: 7,
    flag: true,
    list: hostile,
    json: { a: [1, 'x'] },
    nothing: null,
    at: '2026-01-02T03:04:05.678Z',
    day: '2026-01-02',
    big: 2 ** 40,
    numbers: [1, null],
  });
});

test('a statement that fails leaves the connection in order', async () => {
  await expect(one('SELECT 1 / $1::integer', [0])).rejects.toMatchObject({ cause: { code: '22012' } });
  await expect(one('SELECT nonsense FROM nowhere')).rejects.toMatchObject({ cause: { code: '42P01' } });
  expect(await one('SELECT 1 AS one')).toEqual({ one: 1 });
});

test('a job that fails takes back what it did; its effects never run', async () => {
  let told = false;
  const failing = database.write('edit', async (sql, onCommit) => {
    onCommit(() => {
      told = true;
    });
    await sql.query(`INSERT INTO clients (id) VALUES (gen_random_uuid())`);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(told).toBe(false);
  expect(await one('SELECT count(*) AS n FROM clients')).toEqual({ n: 0 });
  await database.write('edit', async (sql, onCommit) => {
    onCommit(() => {
      told = true;
    });
    await sql.query(`INSERT INTO clients (id) VALUES (gen_random_uuid())`);
  });
  expect(told).toBe(true);
  expect(await one('SELECT count(*) AS n FROM clients')).toEqual({ n: 1 });
});
