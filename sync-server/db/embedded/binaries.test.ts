import { expect, test } from 'vitest';
import { commandPrefix, findBinaries, postgresEnvironment } from './binaries.ts';

test('an ordinary user runs the binary itself', async () => {
  expect((await commandPrefix(1000))('/a b/postgres')).toEqual({ file: '/a b/postgres', args: [] });
});

test('a platform without binaries is told about DATABASE_URL', async () => {
  await expect(findBinaries('win32', 'x64')).rejects.toMatchObject({
    code: 'unavailable',
    hint: expect.stringContaining('DATABASE_URL'),
  });
});

test('no Postgres variable of the caller reaches the server', () => {
  expect(Object.keys(postgresEnvironment()).filter((name) => name.startsWith('PG'))).toEqual([]);
});
