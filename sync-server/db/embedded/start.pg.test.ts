import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { adoptPostmaster } from './adopt.ts';
import { commandPrefix } from './binaries.ts';
import { withClient } from './connect-url.ts';
import { findFreePort } from './free-port.ts';
import { clusterLayout } from './layout.ts';
import { processState } from './process-state.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { THROW_AWAY_SETTINGS } from './settings.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start.ts';
import { stopCluster } from './stop.ts';
import { poll } from './wait.ts';

const START_MODULE = fileURLToPath(new URL('./start.ts', import.meta.url));
const warnings: string[] = [];
const log = { info: () => undefined, warn: (_: unknown, message: string) => void warnings.push(message) };

let folder: string;
let dataDir: string;

/** An empty cluster, made once and copied: most tests are not about its creation. */
let prepared: string;

beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'xgrowthos prepared '));
  const dir = join(prepared, 'postgres');
  await startEmbeddedPostgres({ dataDir: dir, port: 0, settings: THROW_AWAY_SETTINGS, log }).then(
    (postgres) => postgres.stop(),
  );
});

afterAll(() => rm(prepared, { recursive: true, force: true }));

async function usePrepared(): Promise<void> {
  await cp(prepared, join(dataDir, '..'), { recursive: true });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xgrowthos starter '));
  dataDir = join(folder, 'deep er', 'postgres');
  warnings.length = 0;
});

afterEach(async () => {
  await stopCluster(clusterLayout(dataDir)).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

function start(port = 0): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, port, settings: THROW_AWAY_SETTINGS, log });
}

function ask(url: string, sql: string): Promise<unknown> {
  return withClient(url, async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0]);
}

async function postmasterPid(): Promise<number> {
  return (await readPostmasterFile(clusterLayout(dataDir).pidFile))!.pid;
}

function startScript(then: string): string {
  const options = { dataDir, port: 0, settings: THROW_AWAY_SETTINGS };
  return `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(START_MODULE)});
    const log = { info() {}, warn() {} };
    await startEmbeddedPostgres({ ...${JSON.stringify(options)}, log })${then};`;
}

/** Starts the database from a Node process of its own and kills that process with -9. */
async function startInKilledProcess(): Promise<void> {
  const script = startScript(`; process.kill(process.pid, 'SIGKILL')`);
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  const [, signal] = await once(owner, 'exit');
  expect(signal).toBe('SIGKILL');
}

describe('a fresh data directory', () => {
  test('becomes a Postgres 18 with logical replication, on loopback, with a password in a 0600 file', async () => {
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(new URL(postgres.url).pathname).toBe('/xgrowthos');
    expect(await ask(postgres.url, 'show wal_level')).toBe('logical');
    expect(await ask(postgres.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(postgres.url, 'show server_version_num')).toMatch(/^18/);

    const { passwordFile } = clusterLayout(dataDir);
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });

    const pid = await postmasterPid();
    await postgres.stop();
    expect(await processState(pid)).not.toBe('running');
    await postgres.stop();
  });

  test('two servers starting at once share one database, and the last to leave stops it', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.port).toBe(first.port);
    expect(first.adopted).not.toBe(second.adopted);

    await first.stop();
    expect(await ask(second.url, 'select 1')).toBe(1);
    const pid = await postmasterPid();
    await second.stop();
    expect(await processState(pid)).not.toBe('running');
  });
});

describe('after a crash', () => {
  beforeEach(usePrepared);

  test('the server left running by a killed process is taken over with its data', async () => {
    await startInKilledProcess();
    const pid = await postmasterPid();
    const postgres = await start();
    expect(postgres.adopted).toBe(true);
    expect(await postmasterPid()).toBe(pid);
    await ask(postgres.url, 'create table kept (id int)');
    await postgres.stop();
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await ask(again.url, 'select count(*)::int from kept')).toBe(0);
    await again.stop();
  });

  test('a postmaster killed with its owner is recovered', async () => {
    await startInKilledProcess();
    process.kill(await postmasterPid(), 'SIGKILL');
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await ask(postgres.url, 'select 1')).toBe(1);
    await postgres.stop();
  });

  test('a postmaster that is killed under its server comes back at the same address', async () => {
    const postgres = await start();
    const { pidFile } = clusterLayout(dataDir);
    const killed = await readPostmasterFile(pidFile);
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    const revived = await poll(async () => {
      const file = await readPostmasterFile(pidFile);
      if (file?.status !== 'ready' || file.pid === killed?.pid) return null;
      return withClient(postgres.url, async (client) => (await client.query('select 1')).rowCount).catch(
        () => null,
      );
    }, 30_000);
    expect(revived).toBe(1);
    await postgres.stop();
    expect(await readPostmasterFile(pidFile)).toBeNull();
  });

  test('a zombie that nobody collects does not block the start', async () => {
    const { pidFile } = clusterLayout(dataDir);
    // The child ends after the shell has become another program, which never waits for it: a shell that is still one
    // would collect it.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 600']);
    try {
      const [line] = await once(parent.stdout, 'data');
      const zombie = Number(String(line).trim());
      expect(await poll(async () => ((await processState(zombie)) === 'zombie' ? true : null), 10_000)).toBe(
        true,
      );
      await writeFile(pidFile, `${zombie}\n${dataDir}\n1\n1\n\n127.0.0.1\n  0         0\nready   \n`);
      const postgres = await start();
      expect(await ask(postgres.url, 'select 1')).toBe(1);
      await postgres.stop();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  test('a left-over pid that another program got meanwhile is neither trusted nor killed', async () => {
    await writeFile(
      clusterLayout(dataDir).pidFile,
      `${process.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n  0         0\nready   \n`,
    );
    const postgres = await start();
    expect(await ask(postgres.url, 'select 1')).toBe(1);
    await postgres.stop();
  });

  test('a stopped (frozen) postmaster is replaced', async () => {
    await start();
    const frozen = await postmasterPid();
    process.kill(frozen, 'SIGSTOP');
    expect(
      await adoptPostmaster(clusterLayout(dataDir), { answerTimeoutMs: 200, patience: 0.02 }),
    ).toBeNull();
    expect(await processState(frozen)).not.toBe('running');
    const postgres = await start();
    expect(await ask(postgres.url, 'select 1')).toBe(1);
    await postgres.stop();
  });
});

describe('a moved or copied folder', () => {
  beforeEach(usePrepared);

  test('a copy that carries the pid of the original leaves the original alone', async () => {
    const copy = join(folder, 'copy');
    await cp(dataDir, copy, { recursive: true });
    const running = await start();
    await cp(clusterLayout(dataDir).pidFile, join(copy, 'postmaster.pid'));
    await cp(clusterLayout(dataDir).passwordFile, clusterLayout(copy).passwordFile);
    const second = await startEmbeddedPostgres({
      dataDir: copy,
      port: 0,
      settings: THROW_AWAY_SETTINGS,
      log,
    });
    expect(second.port).not.toBe(running.port);
    expect(await ask(running.url, 'select 1')).toBe(1);
    await second.stop();
    await running.stop();
  });
});

describe('ports and passwords', () => {
  beforeEach(usePrepared);

  test('a busy port gives way to the next free one, and says so', async () => {
    const busy = await findFreePort(0);
    const blocker = createServer().listen(busy, '127.0.0.1');
    await once(blocker, 'listening');
    try {
      const postgres = await start(busy);
      expect(postgres.port).toBeGreaterThan(busy);
      expect(warnings).toEqual(['database port busy, using the next']);
      await postgres.stop();
    } finally {
      blocker.close();
    }
  });

  test.each([
    { name: 'lost', spoil: (file: string) => rm(file) },
    { name: 'belonging to another cluster', spoil: (file: string) => writeFile(file, 'other\n') },
  ])('a password file $name is replaced, the data stays', async ({ spoil }) => {
    const first = await start();
    await ask(first.url, 'create table kept (id int)');
    await spoil(clusterLayout(dataDir).passwordFile);
    const second = await start();
    expect(await ask(second.url, 'select count(*)::int from kept')).toBe(0);
    expect(second.url).toContain((await readFile(clusterLayout(dataDir).passwordFile, 'utf8')).trim());
    await second.stop();
  });
});

describe('a folder that cannot hold a database', () => {
  test('with foreign files in it is refused, and left as it is', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'letter.txt'), 'dear');
    await expect(start()).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await readFile(join(dataDir, 'letter.txt'), 'utf8')).toBe('dear');
  });

  test('of another major version is refused', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toMatchObject({ code: 'too_old' });
  });

  test('with a file in its way is refused with a hint', async () => {
    await writeFile(join(folder, 'deep er'), '');
    await expect(start()).rejects.toMatchObject({ code: 'disk_unwritable' });
  });

  test('without write permission is refused', async () => {
    await chmod(folder, 0o500);
    // For root the prefix drops the right to write everywhere.
    const { file, args } = (await commandPrefix())(process.execPath);
    const script = startScript(`.catch((error) => console.log(error.code))`);
    const { stdout } = await promisify(execFile)(file, [...args, '--input-type=module', '-e', script]);
    expect(stdout.trim()).toBe('disk_unwritable');
    await chmod(folder, 0o700);
  });

  test('is cleaned of the drafts of a creation that was killed', async () => {
    const draft = `${dataDir}.draft-999999999-abcd`;
    await mkdir(draft, { recursive: true });
    await start().then((postgres) => postgres.stop());
    await expect(stat(draft)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a database name that cannot be made leaves no server behind', async () => {
  await usePrepared();
  const options = { dataDir, port: 0, settings: THROW_AWAY_SETTINGS, log };
  await expect(startEmbeddedPostgres({ ...options, database: '' })).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(await readPostmasterFile(clusterLayout(dataDir).pidFile)).toBeNull();
});
