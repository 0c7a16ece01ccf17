import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusterLayout } from '../db/embedded/layout.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../db/embedded/start.ts';
import { stopCluster } from '../db/embedded/stop.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { batch, createWorldAt, leadEdit, type World } from './testing/world.ts';

const silent = { info: () => undefined, warn: () => undefined };

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xgrowthos durable '));
  dataDir = join(folder, 'postgres');
});

afterAll(async () => {
  await stopCluster(clusterLayout(dataDir)).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

/** Commits that nobody waits for stay in memory, so that a kill loses them for certain. */
function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDir,
    port: 0,
    settings: {
      fsync: 'off',
      wal_writer_delay: '10000',
      wal_writer_flush_after: '1GB',
      shared_buffers: '32MB',
    },
    log: silent,
  });
}

async function killPostmaster(): Promise<void> {
  const file = await readFile(join(dataDir, 'postmaster.pid'), 'utf8');
  process.kill(Number(file.split('\n')[0]), 'SIGKILL');
}

test('what an answer tells survives a kill of the database the moment after', async () => {
  const first = await start();
  await migrateDatabase({ url: first.url, log: silent });
  const world: World = createWorldAt(first.url);
  const clientId = await world.addClient();
  const person = await world.addPerson('account_manager', [clientId]);
  const [lead = ''] = await world.addLeads(clientId, 1);
  const edits = Array.from({ length: 20 }, (_, index) =>
    leadEdit(index + 1, clientId, lead, { title: `title ${index}` }),
  );
  // A repeat at the end, whose own commit makes nothing durable.
  await world.writer.upload(person.actor, batch(person, edits.slice(19)));
  const answer = await world.writer.upload(person.actor, batch(person, edits));
  expect(answer.results.map(({ outcome }) => outcome)).toEqual(edits.map(() => 'accepted'));
  await killPostmaster();
  await world.pool.end();

  const second = await start();
  const after = createWorldAt(second.url);
  const { rows } = await after.pool.query('select id, xid from commits where device_id = $1 order by seq', [
    person.deviceId,
  ]);
  expect(rows).toEqual(answer.results.map(({ id, xid }) => ({ id, xid })));
  const again = await after.writer.upload(person.actor, batch(person, edits));
  expect(again.results).toEqual(answer.results);
  await after.pool.end();
  await second.stop();
}, 120_000);
