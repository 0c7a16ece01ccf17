import { expect, test } from 'vitest';

import { filterSchema } from '../../../shared/domain/list-view/list-view.ts';
import type { Filter } from '../../../shared/domain/list-view/list-view.ts';
import { emptyDraft, filterText, finishDraft, OPERATORS, toDraft } from './filter-field.ts';
import type { FilterField } from './filter-field.ts';

const status: FilterField = {
  field: 'status',
  label: 'Status',
  kind: 'choice',
  options: [
    { value: 'new', label: 'New' },
    { value: 'replied', label: 'Replied' },
  ],
};
const score: FilterField = { field: 'score', label: 'Score', kind: 'number' };
const company: FilterField = { field: 'company', label: 'Company', kind: 'text' };
const starred: FilterField = { field: 'starred', label: 'Starred', kind: 'boolean' };
const fields = [status, score, company, starred];

const FILTERS: readonly (readonly [Filter, string])[] = [
  [{ field: 'status', op: 'is', values: ['new', 'replied'] }, 'Status is New or Replied'],
  [{ field: 'status', op: 'is_not', values: ['new'] }, 'Status is not New'],
  [{ field: 'starred', op: 'is', values: [true] }, 'Starred is yes'],
  [{ field: 'company', op: 'contains', value: 'north' }, 'Company contains “north”'],
  [{ field: 'company', op: 'empty' }, 'Company is empty'],
  [{ field: 'score', op: 'between', from: 40, to: 60 }, 'Score from 40 to 60'],
  [{ field: 'score', op: 'between', from: 40, to: null }, 'Score at least 40'],
  [{ field: 'score', op: 'between', from: null, to: 60 }, 'Score at most 60'],
  [{ field: 'unknown', op: 'not_empty' }, 'unknown is not empty'],
];

test.each(FILTERS)('%j reads as %s', (filter, text) => {
  expect(filterText(filter, fields)).toBe(text);
});

test.each(FILTERS.slice(0, -1))('%j survives being opened and closed again', (filter) => {
  const field = fields.find((one) => one.field === filter.field)!;
  expect(finishDraft(toDraft(filter, field), field)).toEqual(filter);
});

test('an unfinished filter is none', () => {
  expect(finishDraft(emptyDraft(status), status)).toBeNull();
  expect(finishDraft(emptyDraft(company), company)).toBeNull();
  expect(finishDraft({ ...emptyDraft(score), from: 'abc' }, score)).toBeNull();
});

test('every operator on offer makes a filter the desktop understands', () => {
  for (const field of fields) {
    for (const op of OPERATORS[field.kind]) {
      const draft = { ...emptyDraft(field), op, values: ['new'], text: 'x', from: '1', to: '' };
      expect(filterSchema.safeParse(finishDraft(draft, field)).success).toBe(true);
    }
  }
});
