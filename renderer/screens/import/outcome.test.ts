import { expect, test } from 'vitest';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { heardLine, outcomeLine } from './outcome.ts';

const summary: ImportSummary = {
  importId: '01a20cd4-6a80-7c74-bdf4-c95af8bfa66f',
  fileName: 'list.csv',
  clientId: '01a20cd4-6a80-7c74-bdf4-c95af8bfa66e',
  state: 'finished',
  dryRun: false,
  rows: 5_000,
  created: 4_650,
  updated: 0,
  skipped: 0,
  refused: 350,
  verdicts: {},
  refusedReasons: [],
  bytesDone: 100,
  bytesTotal: 100,
  error: null,
};

test('an outcome names each kind, also those that are none', () => {
  expect(outcomeLine(summary)).toBe('4,650 created · 0 updated · 0 skipped · 350 refused');
});

test('a dry run does not sound like an import', () => {
  expect(outcomeLine({ ...summary, dryRun: true })).toBe(
    '4,650 to create · 0 to update · 0 to skip · 350 to refuse',
  );
});

test('a running import is heard at each quarter, and its outcome in the end', () => {
  const running = { ...summary, state: 'running' as const };
  const at = (bytesDone: number) => heardLine({ ...running, bytesDone }, 'Importing');
  expect([0, 24, 25, 49, 50, 99].map(at)).toEqual([
    'Importing',
    'Importing',
    'Importing, 25%',
    'Importing, 25%',
    'Importing, 50%',
    'Importing, 75%',
  ]);
  expect(heardLine({ ...running, bytesDone: 0, bytesTotal: 0 }, 'Importing')).toBe('Importing');
  expect(heardLine(summary, 'Importing')).toBe(outcomeLine(summary));
});
