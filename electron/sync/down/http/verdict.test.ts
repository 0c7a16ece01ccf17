import { expect, test } from 'vitest';
import { answerOf, judgeFailure } from './verdict.ts';

const answer = (status: number, headers: Record<string, string> = {}, text = '') =>
  answerOf(status, new Headers({ 'content-type': 'application/json', ...headers }), Buffer.from(text));
const html = { 'content-type': 'text/html; charset=utf-8' };

test.each([
  ['a token that ran out', answer(401), { kind: 'token_refused' }],
  ['another scope', answer(403), { kind: 'scope_changed' }],
  [
    'too many requests',
    answer(429, { 'retry-after': '7' }),
    { kind: 'unreachable', failure: 'rate_limited', retryAfterMs: 7000 },
  ],
  [
    'a database that is away',
    answer(503, { 'retry-after': '5' }),
    { kind: 'unreachable', failure: 'server', retryAfterMs: 5000 },
  ],
  [
    'a proxy without its server',
    answer(502, html),
    { kind: 'unreachable', failure: 'server', retryAfterMs: null },
  ],
  ['an error inside the server', answer(500), { kind: 'troubled' }],
  ['a page of somebody else’s', answer(200, html), { kind: 'unreachable', failure: 'portal' }],
  ['a sign-in page that says forbidden', answer(403, html), { kind: 'unreachable', failure: 'portal' }],
  ['a redirect', answer(302), { kind: 'unreachable', failure: 'portal' }],
  ['network authentication', answer(511), { kind: 'unreachable', failure: 'portal' }],
  ['an old desktop', answer(426), { kind: 'too_old', hint: expect.stringContaining('Update') }],
  [
    'a request that will never do',
    answer(414, {}, 'no JSON'),
    { kind: 'refused', error: { code: 'precondition_failed' } },
  ],
])('%s', (_name, given, verdict) => {
  expect(judgeFailure(given)).toMatchObject(verdict);
});

test('the server’s own sentence is passed on to the person', () => {
  const body = JSON.stringify({ error: { code: 'too_old', hint: 'Get version 9.', retryable: false } });
  expect(judgeFailure(answer(426, {}, body))).toEqual({ kind: 'too_old', hint: 'Get version 9.' });
});
