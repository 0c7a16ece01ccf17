import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { fileTokenStore } from './file-token-store.ts';
import { openTokenStore } from './keychain-token-store.ts';
import type { SafeStorage } from './keychain-token-store.ts';
import { lineLog } from './line-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
});
afterEach(() => rm(folder, { recursive: true }));

const paths = () => ({ encrypted: join(folder, 'encrypted.json'), plain: join(folder, 'plain.json') });

function keychain(parts: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(Buffer.from(text).toReversed()),
    decryptStringAsync: async (bytes) => ({
      result: Buffer.from(bytes.toReversed()).toString(),
      shouldReEncrypt: false,
    }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...parts,
  };
}

test('a token file is private, keeps several accounts, and forgets on request', async () => {
  const store = fileTokenStore(paths().plain);
  await Promise.all([store.set('a', 'one'), store.set('b', 'two')]);
  expect((await stat(paths().plain)).mode & 0o777).toBe(0o600);
  await store.remove('a');
  expect([await store.get('a'), await store.get('b')]).toEqual([null, 'two']);
});

test('a damaged token file means signing in again, not failing', async () => {
  await writeFile(paths().plain, '{"a":');
  expect(await fileTokenStore(paths().plain).get('a')).toBeNull();
});

test('with a keychain the file holds no token', async () => {
  const store = await openTokenStore(keychain(), paths());
  expect(store.kind).toBe('keychain');
  await store.set('a', 'secret-token');
  expect(await readFile(paths().encrypted, 'utf8')).not.toContain('secret-token');
  expect(await store.get('a')).toBe('secret-token');
});

test.each([
  { name: 'a constant password is no keychain', parts: { getSelectedStorageBackend: () => 'basic_text' } },
  { name: 'none at all', parts: { isAsyncEncryptionAvailable: async () => false } },
  { name: 'one that fails', parts: { isAsyncEncryptionAvailable: () => Promise.reject(new Error('dbus')) } },
])('$name: the file, and it says so', async ({ parts }) => {
  expect((await openTokenStore(keychain(parts), paths())).kind).toBe('file');
});

test('what another keyring wrote cannot be read: the person signs in again', async () => {
  await (await openTokenStore(keychain(), paths())).set('a', 'secret');
  const other = keychain({ decryptStringAsync: () => Promise.reject(new Error('wrong key')) });
  expect(await (await openTokenStore(other, paths())).get('a')).toBeNull();
});

test('the log keeps no secrets', async () => {
  const log = lineLog(folder, true);
  log.error('failed', { code: 'offline', token: 'abc', password: 'hunter2' });
  await log.flush();
  const text = await readFile(join(folder, 'logs', 'desktop.log'), 'utf8');
  expect(text).toContain('offline');
  expect(text).not.toMatch(/abc|hunter2/);
});
