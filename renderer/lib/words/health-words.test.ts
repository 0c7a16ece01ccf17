import { expect, test } from 'vitest';

import { healthReasons } from './health-words.ts';

test('reasons are what each signal costs, the dearest first', () => {
  const reasons = healthReasons([
    { key: 'a', label: 'Meetings', weight: 30, points: 12 },
    { key: 'b', label: 'Replies', weight: 20, points: 20 },
    { key: 'c', label: 'Delivery', weight: 20, points: 1 },
  ]);
  expect(reasons.map(({ key, lost }) => [key, lost])).toEqual([
    ['c', 19],
    ['a', 18],
  ]);
});
