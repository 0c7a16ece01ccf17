import { expect, test } from 'vitest';

import { takeEntryToken } from './socket-link.ts';

function visit(hash: string) {
  const replaced: string[] = [];
  const token = takeEntryToken(
    { hash, pathname: '/', search: '' },
    { state: null, replaceState: (_state, _title, url) => replaced.push(String(url)) },
  );
  return { token, replaced };
}

test('the one-time token is read and taken out of the address', () => {
  expect(visit('#token=abc123')).toEqual({ token: 'abc123', replaced: ['/#/'] });
});

test('an address without a token is left alone', () => {
  expect(visit('#/clients/1')).toEqual({ token: null, replaced: [] });
  expect(visit('')).toEqual({ token: null, replaced: [] });
});
