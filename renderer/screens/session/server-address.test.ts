import { expect, test } from 'vitest';

import { completeServerUrl } from './server-address.ts';

test.each([
  ['growth.example.com', 'https://growth.example.com'],
  [' https://growth.example.com ', 'https://growth.example.com'],
  ['localhost:7400', 'http://localhost:7400'],
  ['127.0.0.1:7400', 'http://127.0.0.1:7400'],
  ['http://127.0.0.1:7400', 'http://127.0.0.1:7400'],
  ['ftp://growth.example.com', null],
  ['two words', null],
  ['', null],
])('%s', (typed, url) => {
  expect(completeServerUrl(typed)).toBe(url);
});
