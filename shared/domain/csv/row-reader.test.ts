import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitFullName } from './full-name.ts';
import { readHeaders } from './headers.ts';
import type { ColumnMapping } from './mapping.ts';
import { createRowReader } from './row-reader.ts';

const { columns } = readHeaders(['Email', 'Name', 'Last', 'Stack']);
const mapping: ColumnMapping = {
  Email: 'email',
  Name: 'full_name',
  Last: 'last_name',
  Stack: 'custom:stack',
};
const read = createRowReader(columns, mapping);

test('cells become a draft: cleaned, split, with custom variables', () => {
  expect(read([' ann@acme.com ', 'Dr. Ann  van Dyke', '', 'Postgres'])).toEqual({
    kind: 'draft',
    draft: { email: 'ann@acme.com', first_name: 'Ann', last_name: 'van Dyke', custom: { stack: 'Postgres' } },
  });
});

test('a last name column wins over the split name', () => {
  expect(read(['a@b.com', 'Ann Lee', 'Smith', ''])).toMatchObject({
    draft: { first_name: 'Ann', last_name: 'Smith' },
  });
});

test('missing cells are empty, surplus empty cells do not matter', () => {
  expect(read(['a@b.com'])).toEqual({ kind: 'draft', draft: { email: 'a@b.com' } });
  expect(read(['a@b.com', '', '', '', '', ' '])).toMatchObject({ kind: 'draft' });
});

test.each([[[]], [['', ' ', '']], [['', '', '', '']]])('%j is blank', (cells) =>
  expect(read(cells)).toEqual({ kind: 'blank' }),
);

describe('rows that cannot be trusted', () => {
  test.each([
    [['a@b.com', 'Ann', 'Lee', 'x', 'slipped'], 'too_many_cells'],
    [['a@b.com', 'A'.repeat(201), '', ''], 'cell_too_long'],
    [['a@b.com', 'Zo\uFFFD', '', ''], 'damaged_characters'],
  ])('%#: %s', (cells, code) => expect(read(cells)).toMatchObject({ kind: 'refused', problems: [{ code }] }));
  test('all problems are told', () => {
    expect(read(['a\uFFFD', 'Zo\uFFFD', '', '', 'x'])).toMatchObject({
      problems: [{ code: 'too_many_cells' }, { code: 'damaged_characters' }, { code: 'damaged_characters' }],
    });
  });
});

test('constants fill what the list leaves empty', () => {
  const withCountry = createRowReader(columns, { Email: 'email', Last: 'country' }, { country: 'US' });
  expect(withCountry(['a@b.com', '', 'DE'])).toMatchObject({ draft: { country: 'DE' } });
  expect(withCountry(['a@b.com', '', ''])).toMatchObject({ draft: { country: 'US' } });
});

test('no cell can put a character into a draft that the database refuses', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (cells) => {
      const result = read(cells);
      if (result.kind !== 'draft') return;
      const json = JSON.stringify(result.draft);
      expect(json).not.toContain('\\u0000');
      expect(json.isWellFormed() && !/\\ud[89a-f]/i.test(json)).toBe(true);
    }),
  );
}, 60_000);

test.each([
  ['Ann Lee', 'Ann', 'Lee'],
  ['Ann', 'Ann', ''],
  ['Lee, Ann', 'Ann', 'Lee'],
  ['Mr. John Smith Jr.', 'John', 'Smith'],
  ['Prof. Dr. Eva Müller', 'Eva', 'Müller'],
  ['Ann Lee, PhD', 'Ann', 'Lee'],
  ['Juan Carlos García', 'Juan', 'Carlos García'],
  ['', '', ''],
])('%j splits into %j and %j', (name, first, last) => expect(splitFullName(name)).toEqual({ first, last }));
