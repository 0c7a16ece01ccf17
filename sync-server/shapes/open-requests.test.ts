import { expect, test } from 'vitest';
import { createOpenRequests } from './open-requests.ts';

const staying = new AbortController().signal;
const text = (body: string | null) => async () => new Response(body, { status: 200, headers: { etag: 'x' } });

test('a device at its limit is refused with a hint, another one is not', async () => {
  const requests = createOpenRequests(2);
  const held = await Promise.all([
    requests.hold('a', staying, text('one')),
    requests.hold('a', staying, text('two')),
  ]);
  await expect(requests.hold('a', staying, text('three'))).rejects.toMatchObject({
    code: 'rate_limited',
    httpStatus: 429,
    hint: expect.stringContaining('2 requests open'),
    details: { retryAfterSeconds: 5 },
  });
  expect(requests.refused()).toBe(1);
  await requests.hold('b', staying, text('four'));
  expect(await held[0]?.text()).toBe('one');
  expect(held[0]?.headers.get('etag')).toBe('x');
  await requests.hold('a', staying, text('three'));
});

test('a place is free again when the answer is read, is empty, is given up or fails', async () => {
  const requests = createOpenRequests(1);
  const free = async () => expect(requests.count()).toBe(0);
  await (await requests.hold('a', staying, text('read'))).text();
  await free();
  await requests.hold('a', staying, text(null));
  await free();
  await (await requests.hold('a', staying, text('given up'))).body?.cancel();
  await free();
  const failing = requests.hold('a', staying, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await free();
  const broken = await requests.hold('a', staying, async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
    return new Response(body);
  });
  await expect(broken.text()).rejects.toThrow('broken');
  await free();
});

test('a client that goes away frees its place, whether it was answered or not', async () => {
  const requests = createOpenRequests(1);
  const gone = new AbortController();
  await requests.hold('a', gone.signal, text('never read'));
  expect(requests.count()).toBe(1);
  gone.abort();
  expect(requests.count()).toBe(0);
  await requests.hold('a', gone.signal, text('late'));
  expect(requests.count()).toBe(0);
});
