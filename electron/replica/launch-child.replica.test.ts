import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openReplica } from './client.ts';
import { launchChild } from './launch-child.ts';
import { lockPath } from './open/lock.ts';
import { ensureSeed } from './open/seed.ts';
import { ADMIN_SESSION, testId, testMutation } from './testing/test-replica.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let directory: string;
let seedPath: string;
const entry = resolve(import.meta.dirname, 'process.ts');
const open = () => openReplica({ directory, seedPath, launch: () => launchChild(entry) });
const addClient = testMutation(1, 'clients/create', {
  id: testId('client', 1),
  code: 'XG-TEST22',
  fields: { company_name: 'Łódź Freight' },
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replica process '));
  seedPath = await ensureSeed(resolve(import.meta.dirname, '../../.cache'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The process that holds the folder, as its lock names it. */
async function holderPid(): Promise<number> {
  const { pid } = JSON.parse(await readFile(lockPath(directory), 'utf8')) as { pid: number };
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('kill -9 of the replica alone fails what is open, and the folder opens again', async () => {
  const client = await open();
  await client.setSession(ADMIN_SESSION);
  await client.applyLocal(addClient);
  const pid = await holderPid();
  expect(pid).not.toBe(process.pid);
  const waiting = client.keys('clients.list', { view: {} }).then(() => client.read('clients.list', {}));
  process.kill(pid, 'SIGKILL');
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
  await expect(client.info()).rejects.toMatchObject({ code: 'unavailable' });
  await client.close();

  const again = await open();
  await again.setSession(ADMIN_SESSION);
  expect(await again.restorePending([addClient])).toEqual([]);
  expect(await again.keys('clients.list', { view: {} })).toEqual([testId('client', 1)]);
  await again.close();
  await expect(readFile(lockPath(directory))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('kill -9 of the desktop ends its replica, and the next desktop gets the folder', async () => {
  const holder = resolve(import.meta.dirname, '../platform/testing/hold-replica.ts');
  const desktop = spawn(process.execPath, [holder, directory, seedPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(desktop.stdout, 'data');
  const pid = await holderPid();
  expect(pid).not.toBe(desktop.pid);
  await expect(open()).rejects.toMatchObject({ code: 'locked' });
  desktop.kill('SIGKILL');
  await vi.waitUntil(() => !isAlive(pid), { timeout: 60_000 });
  const next = await open();
  expect((await next.info()).rows).toBeGreaterThan(0);
  await next.close();
});

test('a key press in the terminal is left to the desktop', async () => {
  const client = await open();
  process.kill(await holderPid(), 'SIGINT');
  expect((await client.info()).rows).toBeGreaterThan(0);
  await client.close();
});

test('a program that does not exist is an error, not a wait', async () => {
  const launch = () => launchChild(join(directory, 'none.ts'));
  await expect(openReplica({ directory, seedPath, launch })).rejects.toMatchObject({ code: 'unavailable' });
});
