import { expect, test } from 'vitest';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { clusterFailure, clusterFailureFrom } from './failures.ts';

test.each([
  ['initdb: error: could not write to file "pg_wal": No space left on device', 'disk_full'],
  [
    'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes\nPANIC:  cannot abort',
    'disk_full',
  ],
  ["ENOSPC: no space left on device, write '/d/postgres.password'", 'disk_full'],
  ["EACCES: permission denied, mkdir '/d'", 'disk_unwritable'],
  ['initdb: error: could not create directory "/d": Read-only file system', 'disk_unwritable'],
  ["ENOTDIR: not a directory, mkdir '/d/x'", 'disk_unwritable'],
  ['FATAL:  could not create shared memory segment: Cannot allocate memory', 'unavailable'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', 'corrupt'],
  ['something new', 'unavailable'],
])('%s → %s', (text, code) => {
  const error = clusterFailure('starting the database', text, '/d');
  expect(error.code).toBe(code);
  expect(error.hint).not.toBe(error.message);
});

test('an error of ours keeps its hint', () => {
  const known = new AppError('too_old', 'old', { hint: 'Export it first.' });
  expect(clusterFailureFrom('starting', known, '/d')).toBe(known);
});
