import { expect, test } from 'vitest';

import { parseAddress } from './address.ts';

test('an address has a path and parameters', () => {
  expect(parseAddress('/leads/import?import=a&step=2')).toEqual({
    to: '/leads/import',
    search: { import: 'a', step: '2' },
  });
  expect(parseAddress('/pending')).toEqual({ to: '/pending', search: {} });
});
