/** Real processes and real kill -9: no committed change is lost, none comes twice, nobody fetches again. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { runCommand, type CommandRun } from './command.ts';
import { catchUpTo, createRawClient } from './raw-client.ts';

let database: TestDatabase;
let writer: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  writer = new Client({ connectionString: database.url });
  await writer.connect();
  await writer.query('set synchronous_commit = on; create table t(id int primary key, n int not null)');
});
afterAll(async () => {
  await writer.end();
  await database.drop();
});

async function start(): Promise<{ readonly run: CommandRun; readonly url: string }> {
  const run = runCommand([
    '--database-url',
    database.url,
    '--port',
    '0',
    '--insecure',
    '--chunk-bytes',
    '2000',
  ]);
  const [, url = ''] = await run.until(/^ready (\S+)\n/);
  return { run, url };
}

test('a client reads on through killed services as if nothing had happened', async () => {
  let service = await start();
  let id = 0;
  const client = createRawClient((path) => fetch(service.url + path), 'table=t');
  await client.catchUp();
  for (let kill = 0; kill < 3; kill += 1) {
    for (let index = 0; index < 40; index += 1) {
      id += 1;
      await writer.query(
        `begin; insert into t values (${id}, 0); update t set n = n + 1 where id > ${id - 3}; commit`,
      );
      if (index % 7 === 0) await client.step();
    }
    service.run.stop('SIGKILL');
    await service.run.exit;
    id += 1;
    await writer.query(`insert into t values (${id}, 0)`);
    service = await start();
    await client.catchUp();
  }
  const now = await writer.query(
    `select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8::text as lsn`,
  );
  await catchUpTo(client, BigInt(now.rows[0].lsn) - 1n);
  const expected = await writer.query('select id::text, n::text from t order by t.id');
  expect([...client.rows.values()].toSorted((a, b) => Number(a['id']) - Number(b['id']))).toEqual(
    expected.rows,
  );
  expect(client.refetches()).toBe(0);
  service.run.stop('SIGTERM');
  expect(await service.run.exit).toBe(0);
});
