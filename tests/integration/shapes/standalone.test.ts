/** The command as a person runs it. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin, createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCommand } from './command.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function slots(): Promise<number> {
  const result = await asAdmin((admin) =>
    admin.query('select 1 from pg_replication_slots where database = $1', [database.name]),
  );
  return result.rows.length;
}

test.each([
  { name: 'no arguments', args: [], message: /--database-url is missing/ },
  {
    name: 'neither --insecure nor --secret',
    args: ['--database-url', 'postgres://x/y'],
    message: /refusing/,
  },
])('$name exits with 64 and one clear line', async ({ args, message }) => {
  const one = runCommand(args);
  expect(await one.exit).toBe(64);
  expect(one.errors().split('\n')[0]).toMatch(message);
});

test('a database that cannot be reached exits with 69', async () => {
  const one = runCommand(['--database-url', 'postgres://nobody@127.0.0.1:1/x', '--insecure']);
  expect(await one.exit).toBe(69);
  expect(one.errors()).toMatch(/cannot use the database/);
});

test('a busy port exits with 69', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const one = runCommand(['--database-url', database.url, '--insecure', '--port', String(port)]);
  expect(await one.exit).toBe(69);
  expect(one.errors()).toMatch(/cannot listen/);
  taken.close();
});

test('serves, stops on SIGTERM, keeps its slot and its handles for the next start', async () => {
  const first = runCommand([
    '--database-url',
    database.url,
    '--port',
    '0',
    '--secret',
    'x',
    '--long-poll-ms',
    '60000',
  ]);
  const [, url = ''] = await first.until(/^ready (http:\/\/127\.0\.0\.1:\d+)\n/);
  expect((await fetch(`${url}/v1/shape?table=t&offset=-1`)).status).toBe(401);
  const refused = await fetch(`${url}/v1/shape?table=t&offset=-1&secret=x`);
  expect(refused.status).toBe(400);
  first.stop('SIGTERM');
  expect(await first.exit).toBe(0);
  expect(first.output()).toBe(`ready ${url}\n`);
  expect(await slots()).toBe(1);
  const second = runCommand(['--database-url', database.url, '--port', '0', '--insecure', '--temporary']);
  await second.until(/^ready /);
  second.stop('SIGINT');
  expect(await second.exit).toBe(0);
  expect(await slots()).toBe(0);
});
