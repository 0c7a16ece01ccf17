import { describe, expect, test } from 'vitest';
import { decideField, type FieldQuestion } from './decide-field.ts';
import type { MergePolicy } from './policy.ts';

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

type Case = readonly [string, MergePolicy, Pick<FieldQuestion, 'seen' | 'present' | 'wanted'>, unknown];

const keep = { kind: 'keep' };
const ask = { kind: 'ask' };
const write = (value: unknown) => ({ kind: 'write', value });

describe('one field, two writers', () => {
  test.each<Case>([
    ['the later arrival wins', 'last-write', { seen: 'a', present: 'b', wanted: 'c' }, write('c')],
    ['nothing is written when nothing changes', 'last-write', { seen: 'a', present: 'c', wanted: 'c' }, keep],
    ['nobody else wrote', 'ask', { seen: 'a', present: 'a', wanted: 'c' }, write('c')],
    ['somebody else wrote', 'ask', { seen: 'a', present: 'b', wanted: 'c' }, ask],
    ['somebody else wrote the same', 'ask', { seen: 'a', present: 'c', wanted: 'c' }, keep],
    [
      'nothing was said about what was seen',
      'ask',
      { seen: undefined, present: 'b', wanted: 'c' },
      write('c'),
    ],
    ['an empty field was seen', 'ask', { seen: null, present: 'b', wanted: 'c' }, ask],
    ['clearing a field somebody filled', 'ask', { seen: 'a', present: 'b', wanted: null }, ask],
    ['the machine decides later', 'transition', { seen: 'a', present: 'b', wanted: 'c' }, write('c')],
    ['the server overwrites', 'server', { seen: 'a', present: 'b', wanted: 'c' }, write('c')],
    ['both add', 'merge-set', { seen: [], present: ['x'], wanted: ['y'] }, write(['x', 'y'])],
    [
      'one adds, the other removes',
      'merge-set',
      { seen: ['x'], present: ['x', 'y'], wanted: [] },
      write(['y']),
    ],
    ['both remove the same', 'merge-set', { seen: ['x', 'y'], present: ['y'], wanted: ['y'] }, keep],
    [
      'a removed item is not brought back',
      'merge-set',
      { seen: ['x'], present: [], wanted: ['x', 'y'] },
      write(['y']),
    ],
    ['both add the same', 'merge-set', { seen: [], present: ['x'], wanted: ['x'] }, keep],
    [
      'a set without expectation replaces',
      'merge-set',
      { seen: undefined, present: ['x'], wanted: ['y'] },
      write(['y']),
    ],
    ['a set that was empty', 'merge-set', { seen: null, present: null, wanted: ['y'] }, write(['y'])],
    ['both count', 'merge-counter', { seen: 5, present: 7, wanted: 6 }, write(8)],
    ['a counter goes down', 'merge-counter', { seen: 5, present: 7, wanted: 2 }, write(4)],
    ['a counter that was empty', 'merge-counter', { seen: null, present: null, wanted: 2 }, write(2)],
  ])('%s (%s)', (_, policy, values, decision) => {
    expect(decideField({ policy, same, ...values })).toEqual(decision);
  });
});
