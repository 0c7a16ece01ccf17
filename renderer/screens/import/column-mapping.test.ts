import { describe, expect, test } from 'vitest';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import {
  guessedMapping,
  guessWord,
  mappingProblems,
  requestMapping,
  sampleValues,
  targetOptions,
} from './column-mapping.ts';

const preview: ImportPreview = {
  fileId: 'f',
  fileName: 'list.csv',
  bytes: 10,
  encoding: 'utf-8',
  delimiter: ',',
  headers: ['Mail', 'Name', 'Tech Stack'],
  sampleRows: [
    ['a@example.com', ' ', 'Go'],
    ['b@example.com', 'Bo', ''],
  ],
  estimatedRows: 2,
  problems: [],
  mapping: [
    { column: 0, field: 'email', confidence: 0.98 },
    { column: 1, field: 'full_name', confidence: 0.7 },
    { column: 2, field: 'ignore', confidence: 0 },
  ],
};

describe('the mapping of a list', () => {
  test('begins as guessed', () => {
    expect(guessedMapping(preview)).toEqual(['email', 'full_name', 'ignore']);
  });

  test('a field of a newer desktop is left out', () => {
    const newer = { ...preview, mapping: [{ column: 1, field: 'shoe_size', confidence: 1 }] };
    expect(guessedMapping(newer)).toEqual(['ignore', 'ignore', 'ignore']);
  });

  test('says how sure the guess is until the person chooses otherwise', () => {
    const mapping = guessedMapping(preview);
    expect(guessWord(preview, mapping, 0)).toBe('Recognised');
    expect(guessWord(preview, mapping, 1)).toBe('Likely');
    expect(guessWord(preview, ['ignore', 'full_name', 'ignore'], 0)).toBeNull();
  });

  test('refuses two columns on one field, and a list without an address', () => {
    expect(mappingProblems(preview, ['email', 'email', 'ignore']).map(({ code }) => code)).toEqual([
      'field_mapped_twice',
    ]);
    expect(mappingProblems(preview, ['ignore', 'full_name', 'ignore']).map(({ code }) => code)).toEqual([
      'email_column_missing',
    ]);
    expect(mappingProblems(preview, guessedMapping(preview))).toEqual([]);
  });

  test('sends only what is imported', () => {
    expect(requestMapping(['email', 'ignore', 'custom:tech_stack'])).toEqual([
      { column: 0, field: 'email' },
      { column: 2, field: 'custom:tech_stack' },
    ]);
  });

  test('offers a variable named after the column', () => {
    expect(targetOptions('Tech Stack').at(-1)?.value).toBe('custom:tech_stack');
  });

  test('shows values that say something', () => {
    expect(sampleValues(preview, 1)).toEqual(['Bo']);
  });
});
