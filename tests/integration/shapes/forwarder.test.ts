import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createElectricForwarder,
  type ElectricForwarder,
} from '../../../sync-server/shapes/forward/forwarder.ts';
import { startFakeElectric, type FakeElectric } from './fake-electric.ts';
import { listen } from './http-server.ts';
import { follow } from './stock-client.ts';

let electric: FakeElectric;
let forwarder: ElectricForwarder;
beforeAll(async () => {
  electric = await startFakeElectric('b-snapshot-catch-up-live.json', 's3cr3t');
  forwarder = createElectricForwarder({ electricUrl: `${electric.url}/`, secret: 's3cr3t' });
});
beforeEach(() => {
  electric.override(undefined);
});
afterAll(async () => {
  await electric.close();
});

const ask = (query: string, init?: RequestInit, definition = { table: 'items' }): Promise<Response> =>
  forwarder.handle(new Request(`http://proxy.test/v1/shape?${query}`, init), definition);

test('the answer of Electric is passed on with its protocol headers', async () => {
  const response = await ask('offset=-1&table=ignored');
  expect(response.status).toBe(200);
  expect(response.headers.get('electric-offset')).toBe('0_0');
  expect(response.headers.get('electric-handle')).toMatch(/^\d+-\d+$/);
  expect(response.headers.get('electric-schema')).toContain('"pk_index":0');
  expect(response.headers.get('cache-control')).toMatch(/^public, max-age=604800/);
  expect(await response.json()).toHaveLength(3);
});

test('the server decides the definition and the secret stays with it', async () => {
  electric.override(() => new Response('[]', { status: 200 }));
  await forwarder.handle(
    new Request(
      'http://proxy.test/v1/shape?offset=0_0&handle=1-2&live=true&cursor=&where=true&columns=x&params[1]=y&subset__limit=1&secret=z',
    ),
    { table: 'leads', where: 'scope_client_id = $1', params: ['a&b=c'], columns: ['id', 'Mixed "q"'] },
  );
  expect(Object.fromEntries(electric.asked.at(-1)?.searchParams ?? [])).toEqual({
    columns: '"id","Mixed ""q"""',
    cursor: '',
    handle: '1-2',
    live: 'true',
    offset: '0_0',
    'params[1]': 'a&b=c',
    secret: 's3cr3t',
    table: 'leads',
    where: 'scope_client_id = $1',
  });
});

test('refetch, not modified and errors keep their status', async () => {
  electric.override(
    () =>
      new Response('[{"headers":{"control":"must-refetch"}}]', {
        status: 409,
        headers: { 'electric-handle': '1-2' },
      }),
  );
  const refetch = await ask('offset=0_0&handle=9-9');
  expect([refetch.status, refetch.headers.get('electric-handle')]).toEqual([409, '1-2']);
  electric.override(() => new Response(null, { status: 304, headers: { etag: '"x"' } }));
  const unchanged = await ask('offset=0_0&handle=1-2', { headers: { 'if-none-match': '"x"' } });
  expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
  electric.override(
    () => new Response('{"message":"busy"}', { status: 503, headers: { 'retry-after': '7' } }),
  );
  const busy = await ask('offset=0_0&handle=1-2');
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7']);
});

test('a secret that Electric refuses is our fault, not an expired session', async () => {
  const wrong = createElectricForwarder({ electricUrl: electric.url, secret: 'wrong' });
  const response = await wrong.handle(new Request('http://proxy.test/v1/shape?offset=-1'), {
    table: 'items',
  });
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('wrong');
});

test('an Electric that cannot be reached is answered 503', async () => {
  const nobody = createElectricForwarder({ electricUrl: 'http://127.0.0.1:1' });
  const response = await nobody.handle(new Request('http://proxy.test/v1/shape?offset=-1'), {
    table: 'items',
  });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
});

test('bodies stream: the first bytes arrive while the rest is still to come', async () => {
  const rest = Promise.withResolvers<void>();
  electric.override(
    () =>
      new Response(
        new ReadableStream({
          start: async (controller) => {
            controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
            await rest.promise;
            controller.enqueue(new TextEncoder().encode('data: 2\n\n'));
            controller.close();
          },
        }),
        { status: 200, headers: { 'content-type': 'text/event-stream' } },
      ),
  );
  const response = await ask('offset=0_0&handle=1-2&live=true&live_sse=true');
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 1\n\n');
  rest.resolve();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: 2\n\n');
});

test('the stock client reads through the forwarder', async () => {
  const server = await listen((request) => forwarder.handle(request, { table: 'items' }));
  const client = follow(server.url, { table: 'items' }, { subscribe: false });
  await client.until((rows) => rows.size === 2);
  expect([...client.rows.values()]).toContainEqual({ id: 1, title: 'one', done: false });
  client.stop();
  await server.close();
});
