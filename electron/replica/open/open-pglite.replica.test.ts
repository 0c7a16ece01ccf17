import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { lockPath, releaseLock, takeLock } from './lock.ts';
import { openPglite } from './open-pglite.ts';
import { ensureSeed } from './seed.ts';

let directory: string;
let template: string;
let seed: string;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** A replica with one row, made once and copied for each test. */
beforeAll(async () => {
  seed = await ensureSeed(resolve(import.meta.dirname, '../../../.cache'));
  template = await mkdtemp(join(tmpdir(), 'replica template '));
  const { pglite, rebuilt } = await openPglite(await openDataFolder(template), seed);
  expect(rebuilt).toBe('new');
  await pglite.query('INSERT INTO clients (id) VALUES ($1)', [randomUUID()]);
  await pglite.close();
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replica open '));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = async () => openPglite(await openDataFolder(directory), seed);
const writeRow = () => cp(template, directory, { recursive: true });
const countRows = async () => {
  const { pglite, rebuilt } = await open();
  const { rows } = await pglite.query<{ n: number }>('SELECT count(*) AS n FROM clients');
  await pglite.close();
  return { rows: rows[0]?.n, rebuilt };
};

test('is reopened with its rows', async () => {
  await writeRow();
  expect(await countRows()).toEqual({ rows: 1, rebuilt: null });
});

test('a replica of another schema starts over', async () => {
  await writeRow();
  const { pglite } = await open();
  await pglite.query(`UPDATE _meta SET schema_hash = 'of last year'`);
  await pglite.close();
  expect(await countRows()).toEqual({ rows: 0, rebuilt: 'schema' });
});

test('a replica of another Postgres major version starts over', async () => {
  await writeRow();
  await writeFile(join(directory, 'pgdata', 'PG_VERSION'), '17\n');
  expect(await countRows()).toEqual({ rows: 0, rebuilt: 'damaged' });
});

test('a damaged directory is moved aside and built again', async () => {
  await writeRow();
  await writeFile(join(directory, 'pgdata', 'global', 'pg_control'), 'nonsense');
  expect(await countRows()).toEqual({ rows: 0, rebuilt: 'damaged' });
  expect(await readdir(directory)).toContain('pgdata.old');
  expect(await countRows()).toEqual({ rows: 0, rebuilt: null });
});

test('a directory that was never completed is not trusted', async () => {
  await writeRow();
  await rm(join(directory, 'pgdata.whole'));
  expect(await countRows()).toEqual({ rows: 0, rebuilt: 'new' });
});

test('a request to rebuild outlives the process that made it', async () => {
  await writeRow();
  await (await openDataFolder(directory)).askRebuild('a person asked');
  expect(await countRows()).toEqual({ rows: 0, rebuilt: 'requested' });
  expect(await countRows()).toEqual({ rows: 0, rebuilt: null });
});

test('a second holder of the lock is refused until the first gives it back', async () => {
  await takeLock(directory, 'first');
  await expect(takeLock(directory, 'second')).rejects.toMatchObject({ code: 'locked' });
  await releaseLock(directory, 'second');
  await expect(takeLock(directory, 'second')).rejects.toMatchObject({ code: 'locked' });
  await releaseLock(directory, 'first');
  await takeLock(directory, 'second');
});

test.each([
  { name: 'whose process is gone', text: JSON.stringify({ pid: 2 ** 22 + 1, started: null, instance: 'x' }) },
  {
    name: 'whose process id belongs to another process now',
    text: JSON.stringify({ pid: process.pid, started: 'long ago', instance: 'x' }),
  },
  { name: 'that is half written', text: '{"pid":' },
])('a lock $name is taken over, by one', async ({ text }) => {
  await writeFile(lockPath(directory), text);
  const taken = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((instance) => takeLock(directory, instance)),
  );
  expect(taken.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(directory)).toEqual(['replica.lock']);
});
