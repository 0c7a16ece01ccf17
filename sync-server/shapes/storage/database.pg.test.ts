import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { connectDatabase } from '../../db/connect.ts';
import { createPool } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.each([
  { name: 'of the shape service', open: () => createPool(database.url, 2, 'read-only') },
  {
    name: 'of the server',
    open: () => connectDatabase({ url: database.url, log: { warn: () => undefined } }),
  },
])(
  'a connection $name that breaks between two statements fails the next one and nothing else',
  async ({ open }) => {
    const pool = open();
    const held = await pool.connect();
    const { rows } = await held.query('select pg_backend_pid() as pid');
    const ended = new Promise((resolve) => held.once('end', resolve));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(held.query('select 1')).rejects.toThrow();
    held.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  },
);
