import { expect, test } from 'vitest';
import { createLogTail, type TailTransaction } from './log-tail.ts';

const transaction = (lsn: bigint, relid: number, bytes = 10): TailTransaction => ({
  lsn,
  xid: Number(lsn),
  byRelid: new Map([[relid, [{ op: 0, kind: 'insert', new: { id: '1' } }]]]),
  bytes,
  memo: new Map(),
});

test('a transaction wakes only those who wait for its tables, after the frontier has moved', () => {
  const tail = createLogTail(1_000);
  const woken: bigint[] = [];
  tail.listen(1, () => woken.push(tail.frontier()));
  tail.push(transaction(5n, 2));
  tail.push(transaction(7n, 1));
  expect(woken).toEqual([7n]);
});

test('who stops listening is not woken and not counted', () => {
  const tail = createLogTail(1_000);
  let count = 0;
  const stop = tail.listen(1, () => (count += 1));
  stop();
  stop();
  tail.push(transaction(5n, 1));
  expect([count, tail.listeners()]).toEqual([0, 0]);
});

test('the tail says when it no longer reaches back', () => {
  const tail = createLogTail(25);
  for (const lsn of [1n, 2n, 3n]) tail.push(transaction(lsn, 1));
  expect(tail.since({ lsn: 1n, op: 0 })).toBeUndefined();
  expect(tail.since({ lsn: 2n, op: 0 })?.map((one) => one.lsn)).toEqual([2n, 3n]);
});

test('a repeated transaction is not shown twice, and the frontier never goes back', () => {
  const tail = createLogTail(1_000);
  tail.push(transaction(5n, 1));
  tail.advance(9n);
  tail.push(transaction(5n, 1));
  tail.advance(6n);
  expect(tail.frontier()).toBe(9n);
  expect(tail.since({ lsn: 1n, op: 0 })).toHaveLength(1);
});
