import { expect, test } from 'vitest';

import { leadAddress } from './lead-address.ts';

test.each([
  ['  Ann.Lee@Example.COM ', { email: 'Ann.Lee@example.com', email_key: 'ann.lee@example.com' }],
  ['a.n.n+list@gmail.com', { email: 'a.n.n+list@gmail.com', email_key: 'ann@gmail.com' }],
  ['ann@müller.example', { email: 'ann@xn--mller-kva.example', email_key: 'ann@xn--mller-kva.example' }],
  ['ann', null],
  ['@example.com', null],
  ['ann@localhost', null],
  ['ann@example.com/path', null],
  ['ann lee@example.com', null],
])('%s', (typed, address) => {
  expect(leadAddress(typed)).toEqual(address);
});
