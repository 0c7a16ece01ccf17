import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { acquireLock } from './process-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a second holder is refused until the first releases', async () => {
  const first = await acquireLock(folder);
  await expect(acquireLock(folder)).rejects.toMatchObject({ code: 'locked' });
  await first.release();
  await (await acquireLock(folder)).release();
});

test('two names in one folder are two locks', async () => {
  const first = await acquireLock(folder, 'a');
  const second = await acquireLock(folder, 'b');
  await Promise.all([first.release(), second.release()]);
});

test('a killed holder leaves no lock behind', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'process-lock.ts')).href;
  const script = `import(${JSON.stringify(module)}).then(async (m) => {
    await m.acquireLock(process.argv[1]); process.stdout.write('held'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await expect(acquireLock(folder)).rejects.toMatchObject({ code: 'locked' });
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await (await acquireLock(folder)).release();
});
