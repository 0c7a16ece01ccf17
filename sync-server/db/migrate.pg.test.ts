import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migration-files.ts';
import { migrateDatabase, pendingMigrations } from './migrate.ts';
import { tablesWithoutFullIdentity } from './replica-identity.ts';
import { READER_ROLE } from './roles.ts';

const log = { info: () => undefined };
let database: TestDatabase;
let client: Client;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xgrowthos migrations '));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function addMigration(tag: string, sql: string): Promise<void> {
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8'));
  const idx = journal.entries.length;
  const when = journal.entries.at(-1).when + 1;
  journal.entries.push({ idx, version: '7', when, tag, breakpoints: true });
  await writeFile(path, JSON.stringify(journal));
  await writeFile(join(folder, `${tag}.sql`), sql);
}

test('an empty database gets every table, and nothing is pending afterwards', async () => {
  const tags = (await readMigrations()).map((migration) => migration.tag);
  expect(await pendingMigrations(client)).toEqual(tags);
  expect(await migrateDatabase({ url: database.url, log })).toEqual(tags);
  expect(await pendingMigrations(client)).toEqual([]);
  expect(await migrateDatabase({ url: database.url, log })).toEqual([]);
  const { rows } = await client.query(`select tablename from pg_tables where schemaname = 'public'`);
  expect(rows.map((row) => row.tablename)).toEqual(expect.arrayContaining([...SYNCED_TABLE_NAMES]));
});

test('every synced table carries its whole old row in the replication stream', async () => {
  await migrateDatabase({ url: database.url, log });
  expect(await tablesWithoutFullIdentity(client)).toEqual([]);
});

test('no synced table has a generated column: with full replica identity no row of it could be updated', async () => {
  await migrateDatabase({ url: database.url, log });
  const { rows } = await client.query(
    `select table_name, column_name from information_schema.columns
      where table_schema = 'public' and is_generated = 'ALWAYS' and table_name = any($1)`,
    [[...SYNCED_TABLE_NAMES]],
  );
  expect(rows).toEqual([]);
});

test('three servers starting at once migrate once', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => migrateDatabase({ url: database.url, log })));
  expect(runs.filter((tags) => tags.length > 0)).toHaveLength(1);
});

test('two databases of one cluster can be set up at the same time', async () => {
  const other = await createTestDatabase();
  try {
    await Promise.all([database, other].map(({ url }) => migrateDatabase({ url, log })));
  } finally {
    await other.drop();
  }
});

test('a migration that fails leaves no trace, and the next start tries it again', async () => {
  await addMigration('9000_bad', 'create table half (id int);--> statement-breakpoint\nselect nonsense;');
  await expect(migrateDatabase({ url: database.url, log, folder })).rejects.toMatchObject({
    code: 'unavailable',
    hint: expect.stringContaining('9000_bad'),
  });
  expect((await client.query(`select to_regclass('half') as half`)).rows[0].half).toBeNull();
  await writeFile(join(folder, '9000_bad.sql'), 'create table half (id int);');
  expect(await migrateDatabase({ url: database.url, log, folder })).toEqual(['9000_bad']);
});

test('a database migrated by a newer program is refused', async () => {
  await addMigration('9000_future', 'create table future (id int);');
  await migrateDatabase({ url: database.url, log, folder });
  await expect(migrateDatabase({ url: database.url, log })).rejects.toMatchObject({ code: 'too_old' });
  await expect(pendingMigrations(client)).rejects.toMatchObject({ code: 'too_old' });
});

test('the reader role reads synced tables and nothing else', async () => {
  await migrateDatabase({ url: database.url, log });
  await client.query(`set role ${READER_ROLE}`);
  await expect(client.query('select count(*) from leads')).resolves.toBeDefined();
  await expect(client.query('delete from leads')).rejects.toMatchObject({ code: '42501' });
  await expect(client.query('select * from device_mutations')).rejects.toMatchObject({ code: '42501' });
  await client.query('reset role');
});
