import { expect, test } from 'vitest';
import { possibleEnds, type Write } from './ledger.ts';

const title = (text: string, mutationId: string | null): Write => ({
  desktop: 'a',
  kind: 'title',
  rowId: 'lead',
  text,
  mutationId,
});

test('a lead ends with its last acknowledged title', () => {
  const writes = [title('one', 'm1'), title('two', 'm2')];
  expect(possibleEnds(writes, 'lead')).toEqual(new Set(['two']));
});

test('an unanswered title after it may be there or not; one before it may not', () => {
  const writes = [title('one', null), title('two', 'm2'), title('three', null)];
  expect(possibleEnds(writes, 'lead')).toEqual(new Set(['two', 'three']));
});

test('a lead without an acknowledged title is not judged', () => {
  expect(possibleEnds([title('one', null)], 'lead')).toBeNull();
  expect(possibleEnds([title('one', 'm1')], 'another lead')).toBeNull();
});
