import { expect, test } from 'vitest';

import { AppError } from '../../shared/kernel/app-error.ts';
import { pauseBefore, superviseLink } from './desktop-link.ts';
import type { OpenLink } from './desktop-link.ts';

type Answer = () => Promise<unknown>;

function connection(answer: Answer) {
  const closed = Promise.withResolvers<void>();
  const open: OpenLink = { link: { call: answer }, closed: closed.promise };
  return { open, close: () => closed.resolve() };
}

function supervise(attempts: readonly (OpenLink | AppError)[]) {
  const queue = [...attempts];
  return superviseLink({
    open: async () => {
      const next = queue.shift();
      if (next === undefined) return new Promise<OpenLink>(() => undefined);
      if (next instanceof AppError) throw next;
      return next;
    },
    sleep: () => Promise.resolve(),
    random: () => 0,
  });
}

const call = (link: ReturnType<typeof supervise>['link']) => link.call(['a'], undefined, { context: {} });

test('calls wait for the connection and are answered by it', async () => {
  const { link } = supervise([
    new AppError('offline', 'not yet'),
    connection(() => Promise.resolve(42)).open,
  ]);
  expect(await call(link)).toBe(42);
});

test('after a break calls go to the next connection', async () => {
  const first = connection(() => Promise.resolve('first'));
  const second = connection(() => Promise.resolve('second'));
  const { link } = supervise([first.open, second.open]);
  expect(await call(link)).toBe('first');
  first.close();
  await Promise.resolve();
  await Promise.resolve();
  expect(await call(link)).toBe('second');
});

test('a call cut off by a break fails as offline', async () => {
  const first = connection(() => {
    first.close();
    return Promise.reject(new Error('queue closed'));
  });
  const { link } = supervise([first.open]);
  await expect(call(link)).rejects.toMatchObject({ code: 'offline' });
});

test('a stream cut off by a break fails as offline', async () => {
  const first = connection(async () =>
    (async function* () {
      yield 1;
      first.close();
      throw new Error('queue closed');
    })(),
  );
  const { link } = supervise([first.open]);
  const seen: unknown[] = [];
  const stream = await call(link);
  await expect(
    (async () => {
      for await (const value of stream as AsyncIterable<unknown>) seen.push(value);
    })(),
  ).rejects.toMatchObject({ code: 'offline' });
  expect(seen).toEqual([1]);
});

test('errors of the desktop keep their code and hint', async () => {
  const data = { code: 'disk_full', hint: 'Free some space.', retryable: false };
  const { link } = supervise([
    connection(() => Promise.reject(Object.assign(new Error('APP'), { data }))).open,
  ]);
  await expect(call(link)).rejects.toMatchObject({ code: 'disk_full', hint: 'Free some space.' });
});

test('a refused window stops trying and says so to every call', async () => {
  const refusal = new AppError('unauthenticated', 'used');
  const { link, refused } = supervise([refusal]);
  await expect(refused).resolves.toBe(refusal);
  await expect(call(link)).rejects.toBe(refusal);
});

test('pauses double, vary by half and stay below five seconds', () => {
  expect(pauseBefore(0, 0)).toBe(100);
  expect(pauseBefore(0, 1)).toBe(200);
  expect(pauseBefore(3, 1)).toBe(1_600);
  expect(pauseBefore(30, 1)).toBe(5_000);
});
