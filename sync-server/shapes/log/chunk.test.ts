import { expect, test } from 'vitest';
import { createChunkBuilder } from './chunk.ts';
import type { RenderedMessage } from './render.ts';

const message = (lsn: bigint, op: number): RenderedMessage => ({ lsn, op, head: '{', tail: '"x":0}' });
const start = { lsn: 0n, op: Number.POSITIVE_INFINITY };

test('the last message of each transaction is marked', () => {
  const builder = createChunkBuilder(start, 1_000);
  builder.add([message(1n, 0), message(1n, 2)]);
  builder.add([message(5n, 0)]);
  expect(builder.finish()).toEqual({
    messages: ['{"x":0}', '{"last":true,"x":0}', '{"last":true,"x":0}'],
    end: { lsn: 5n, op: 0 },
    isComplete: true,
  });
});

test('a full chunk ends inside a transaction, with the message that filled it', () => {
  const builder = createChunkBuilder(start, 10);
  expect(builder.add([message(1n, 0), message(1n, 2), message(1n, 4)])).toBe(false);
  expect(builder.finish()).toEqual({
    messages: ['{"x":0}', '{"x":0}'],
    end: { lsn: 1n, op: 2 },
    isComplete: false,
  });
});

test('the second half of a key change is delivered to a client that has the first', () => {
  const builder = createChunkBuilder({ lsn: 1n, op: 2 }, 1_000);
  builder.add([message(1n, 2), message(1n, 3)]);
  expect(builder.finish().end).toEqual({ lsn: 1n, op: 3 });
});
