import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveAuthSecret } from './auth-secret.ts';
import { Secret } from './secret.ts';

let folder: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xgrowthos auth '));
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

test('a given secret is used, and nothing is written', async () => {
  const given = new Secret('g'.repeat(40));
  expect(await resolveAuthSecret({ authSecret: given, dataDir })).toBe(given);
  await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('without one it is made once, and only its owner may read it', async () => {
  const config = { authSecret: null, dataDir };
  const [first, second] = await Promise.all([resolveAuthSecret(config), resolveAuthSecret(config)]);
  const later = await resolveAuthSecret(config);
  expect(second.reveal()).toBe(first.reveal());
  expect(later.reveal()).toBe(first.reveal());
  expect(first.reveal().length).toBeGreaterThanOrEqual(43);
  expect((await stat(join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600);
});

test('a shortened file is not taken', async () => {
  await resolveAuthSecret({ authSecret: null, dataDir });
  await writeFile(join(dataDir, 'auth-secret'), 'abc');
  await expect(resolveAuthSecret({ authSecret: null, dataDir })).rejects.toMatchObject({ code: 'corrupt' });
});

test('a folder that cannot be made is named', async () => {
  await writeFile(dataDir, '');
  await expect(resolveAuthSecret({ authSecret: null, dataDir })).rejects.toMatchObject({
    code: 'disk_unwritable',
    hint: expect.stringContaining(dataDir),
  });
});
