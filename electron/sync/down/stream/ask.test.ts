import { expect, test } from 'vitest';
import type { Requester } from '../http/requester.ts';
import { answerOf } from '../http/verdict.ts';
import { askTable } from './ask.ts';

/** A requester that gives every request the same answer. */
function answering(status: number, body: unknown, over: Record<string, string> = {}): Requester {
  const headers = new Headers({
    'content-type': 'application/json',
    'electric-handle': 'h',
    'electric-offset': '100_0',
    ...over,
  });
  return {
    wake: () => undefined,
    send: async ({ read }) => {
      const verdict = read(answerOf(status, headers, Buffer.from(JSON.stringify(body))));
      if (verdict.kind === 'done') return { ok: true, value: verdict.value, wasLive: false };
      if (verdict.kind === 'refused') return { ok: false, error: verdict.error };
      throw new Error(verdict.kind);
    },
  };
}

const ask = (requester: Requester) =>
  askTable({
    table: 'leads',
    serverUrl: 'http://server.test',
    handle: 'h',
    offset: '100_0',
    nonce: 'n',
    requester,
    signal: new AbortController().signal,
  });
const upToDate = { headers: { control: 'up-to-date', global_last_seen_lsn: '150' } };
const change = {
  value: { id: 'a' },
  headers: { operation: 'update', lsn: '140', op_position: 0, last: true },
};

test('a silent table has come as far as the service has', async () => {
  expect(await ask(answering(200, [upToDate]))).toBe(150n);
});

test('a table with news has come just before the first of it: its stream brings the rest', async () => {
  expect(await ask(answering(200, [change, upToDate]))).toBe(139n);
});

test('the answer of another shape says nothing', async () => {
  expect(await ask(answering(200, [upToDate], { 'electric-handle': 'other' }))).toBeNull();
});

test('a void shape says nothing', async () => {
  expect(await ask(answering(409, [{ headers: { control: 'must-refetch' } }]))).toBeNull();
});

test('a refusal says nothing', async () => {
  expect(await ask(answering(414, { message: 'too long' }))).toBeNull();
});
