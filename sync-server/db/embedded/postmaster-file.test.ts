import { expect, test } from 'vitest';
import { parsePostmasterFile } from './postmaster-file.ts';

test('a complete file names pid, directory, port and status', () => {
  const text = '4711\n/data/my db\n1795500000\n54330\n\n127.0.0.1\n  1234567         3\nready   \n';
  expect(parsePostmasterFile(text)).toEqual({
    pid: 4711,
    dataDir: '/data/my db',
    port: 54_330,
    status: 'ready',
  });
});

test('the file of a server that has not bound its port yet has no port', () => {
  expect(parsePostmasterFile('4711\n/data\n1795500000\n')).toMatchObject({
    pid: 4711,
    port: null,
    status: '',
  });
});

test('a single-user server writes its pid negative', () => {
  expect(parsePostmasterFile('-4711\n/data\n')).toMatchObject({ pid: 4711 });
});

test.each(['', '\n', 'nonsense\n/data\n'])('%j names nobody', (text) => {
  expect(parsePostmasterFile(text)).toBeNull();
});
