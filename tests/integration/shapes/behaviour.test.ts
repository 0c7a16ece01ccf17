/** What captures cannot show as single answers: chunks, streams, order, restarts, limits and outages. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refuseWithoutSecret } from '../../../sync-server/shapes/http/secret.ts';
import { createShapeService } from '../../../sync-server/shapes/service.ts';
import { catchUpTo, createRawClient } from './raw-client.ts';
import { startServiceUnderTest, untilWaiting, type ServiceUnderTest } from './service-under-test.ts';

let subject: ServiceUnderTest;
beforeAll(async () => {
  subject = await startServiceUnderTest({
    longPollMs: 300,
    sseMs: 400,
    sseKeepAliveMs: 150,
    chunkBytes: 10_000,
    tailBytes: 200_000,
    transactionBytes: 50_000,
    cacheMaxAge: 1,
    cacheStaleAge: 3,
    retention: { maxTransactions: 1_000 },
  });
});
afterAll(async () => {
  await subject.close();
});

const open: Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});
async function connect(): Promise<Client> {
  const client = new Client({ connectionString: subject.url });
  await client.connect();
  await client.query('set synchronous_commit = on');
  open.push(client);
  return client;
}

type Place = { readonly handle: string; readonly offset: string };

async function head(definition: string): Promise<Place> {
  const client = createRawClient(subject.ask, definition);
  await client.catchUp();
  return { handle: client.handle(), offset: client.offset() };
}

/** Waits for a condition for as long as a loaded machine may need. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });

const at = (definition: string, { handle, offset }: Place, rest = ''): string =>
  `/v1/shape?${definition}&handle=${handle}&offset=${offset}${rest}`;

describe('chunks', () => {
  test('snapshot and log are cut where the captures cut them', async () => {
    await subject.sql(`create table big(id int primary key, pad text);
      insert into big select g, repeat('p',1000) from generate_series(1,25) g`);
    const client = createRawClient(subject.ask, 'table=big');
    const walk = async (): Promise<readonly (readonly [number, string, boolean])[]> => {
      const seen: (readonly [number, string, boolean])[] = [];
      for (let isUpToDate = false; !isUpToDate;) {
        const answer = await client.step();
        ({ isUpToDate } = answer);
        const changes = answer.messages.filter((message) => message.headers.operation !== undefined);
        seen.push([changes.length, client.offset().replace(/^\d{4,}_/, 'lsn_'), isUpToDate]);
      }
      return seen;
    };
    expect(await walk()).toEqual([
      [9, '0_0', false],
      [9, '0_1', false],
      [7, '0_2', false],
      [0, '0_inf', true],
    ]);
    await subject.sql(`insert into big select g, repeat('q',1000) from generate_series(101,125) g`);
    await subject.sql(`update big set pad=repeat('u',3000) where id<4`);
    await eventually(() =>
      subject
        .ask(at('table=big', { handle: client.handle(), offset: client.offset() }))
        .then((r) => r.text()),
    ).toContain('"101"');
    expect(await walk()).toEqual([
      [9, 'lsn_16', false],
      [9, 'lsn_34', false],
      [8, 'lsn_0', false],
      [2, 'lsn_4', true],
    ]);
  });

  test('a transaction larger than memory is stored in pieces and shown whole', async () => {
    await subject.sql('create table huge(id int primary key, pad text)');
    const client = createRawClient(subject.ask, 'table=huge');
    await client.catchUp();
    await subject.sql(`insert into huge select g, repeat('h',100) from generate_series(1,5000) g`);
    await eventually(async () => (await client.catchUp(), client.rows.size)).toBe(5_000);
  });
});

describe('event streams', () => {
  test('messages, up-to-date and keep-alives, closed by the server', async () => {
    await subject.sql('create table sse(id int primary key, v text)');
    const place = await head('table=sse');
    const response = await subject.ask(at('table=sse', place, '&live=true&live_sse=true'));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('public, max-age=59');
    expect(response.headers.get('electric-offset')).toBe('0_inf');
    expect(response.headers.get('electric-up-to-date')).toBe('');
    await untilWaiting(subject.service());
    await subject.sql(`begin; insert into sse values (1,'x'); update sse set v='y' where id=1; commit`);
    const text = await response.text();
    const events = text.split('\n\n').filter((event) => event !== '');
    expect(events[0]).toMatch(/^data: \{"value":\{"id":"1","v":"x"\}/);
    expect(events[1]).toContain('"last":true');
    expect(events[2]).toMatch(
      /^data: \{"headers":\{"control":"up-to-date","global_last_seen_lsn":"\d+"\}\}$/,
    );
    expect(events.slice(3).every((event) => event === ': keep-alive')).toBe(true);
    expect(events.length).toBeGreaterThan(3);
  });

  test('backlog is a finished answer', async () => {
    await subject.sql('create table sse_backlog(id int primary key)');
    const place = await head('table=sse_backlog');
    await subject.sql('insert into sse_backlog values (1)');
    await eventually(() => subject.ask(at('table=sse_backlog', place)).then((r) => r.text())).toContain(
      'insert',
    );
    const response = await subject.ask(at('table=sse_backlog', place, '&live=true&live_sse=true'));
    expect(response.headers.get('electric-offset')).toMatch(/^\d+_0$/);
    expect((await response.text()).split('\n\n')).toHaveLength(3);
  });

  test('TRUNCATE ends the stream without an event', async () => {
    await subject.sql('create table sse_end(id int primary key)');
    const place = await head('table=sse_end');
    const response = await subject.ask(at('table=sse_end', place, '&live=true&live_sse=true'));
    const text = response.text();
    await untilWaiting(subject.service());
    await subject.sql('truncate sse_end');
    expect(await text).toBe('');
  });

  test('a client that goes away frees its place', async () => {
    await subject.sql('create table sse_gone(id int primary key)');
    const place = await head('table=sse_gone');
    const response = await subject.ask(at('table=sse_gone', place, '&live=true&live_sse=true'));
    await untilWaiting(subject.service());
    await response.body?.cancel();
    await eventually(() => subject.service().metrics().waiting).toBe(0);
  });
});

describe('order and snapshots', () => {
  test('commit order decides, whoever began first', async () => {
    await subject.sql('create table tx(id int primary key)');
    const place = await head('table=tx');
    const [first, second] = [await connect(), await connect()];
    await first.query('begin; insert into tx values (1)');
    await second.query('begin; insert into tx values (2)');
    await second.query('commit');
    await first.query('commit');
    await eventually(() => subject.ask(at('table=tx', place)).then((r) => r.text())).toMatch(
      /"id":"2".*"id":"1"/,
    );
  });

  test('a transaction open during the snapshot is in the log and not in the rows', async () => {
    await subject.sql('create table open_tx(id int primary key)');
    await head('table=open_tx');
    const writer = await connect();
    await writer.query('begin; insert into open_tx values (1)');
    await subject.sql('insert into open_tx values (2)');
    const client = createRawClient(subject.ask, 'table=open_tx&where=id > 0');
    await client.step();
    expect([...client.rows.keys()]).toEqual(['"public"."open_tx"/"2"']);
    await writer.query('commit');
    await eventually(async () => (await client.catchUp(), client.rows.size)).toBe(2);
  });

  test('writers during many first requests are neither lost nor doubled', async () => {
    await subject.sql('create table race(id int primary key, n int)');
    const writer = await connect();
    const writing = (async () => {
      for (let id = 1; id <= 60; id += 1) await writer.query(`insert into race values (${id}, ${id % 3})`);
    })();
    const clients = Array.from({ length: 6 }, (_, index) =>
      createRawClient(subject.ask, `table=race&where=n >= 0 and id > -${index + 1}`),
    );
    for (const client of clients) await client.step();
    await writing;
    for (const client of clients) {
      await eventually(async () => (await client.catchUp(), client.rows.size)).toBe(60);
    }
  });

  test('two clients asking the same get the same bytes', async () => {
    await subject.sql('create table twins(id int primary key)');
    const place = await head('table=twins');
    const both = [1, 2].map(() => subject.ask(at('table=twins', place, '&live=true')));
    await untilWaiting(subject.service(), 2);
    await subject.sql('insert into twins values (1)');
    const [one, other] = await Promise.all(both);
    expect(one?.headers.get('etag')).toBe(other?.headers.get('etag'));
    expect(await one?.text()).toBe(await other?.text());
  });
});

describe('the frontier', () => {
  test('what one shape has shown, every other shape knows to be passed', async () => {
    await subject.sql('create table loud(id int primary key); create table silent(id int primary key)');
    const loud = createRawClient(subject.ask, 'table=loud');
    const silent = createRawClient(subject.ask, 'table=silent');
    await loud.catchUp();
    await silent.catchUp();
    for (let id = 1; id <= 20; id += 1) {
      const live = loud.step(true);
      await subject.sql(`insert into loud values (${id})`);
      const { messages } = await live;
      const lsn = BigInt(messages.find((message) => message.headers.lsn !== undefined)?.headers.lsn ?? '0');
      await silent.step();
      expect(silent.frontier()).toBeGreaterThanOrEqual(lsn);
    }
  });

  test('log that concerns no shape moves it too', async () => {
    await subject.sql('create table quiet(id int primary key); create table unsynced(id int)');
    const quiet = createRawClient(subject.ask, 'table=quiet');
    await quiet.catchUp();
    await subject.sql('insert into unsynced select generate_series(1, 1000)');
    const [now] = await subject.sql(
      `select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8::text as lsn`,
    );
    await catchUpTo(quiet, BigInt(String(now?.['lsn'])) - 1n);
    expect(quiet.refetches()).toBe(0);
  });
});

describe('the life of a handle', () => {
  test('a dropped table ends the wait, and is then unknown', async () => {
    await subject.sql('create table dropped(id int primary key)');
    const place = await head('table=dropped');
    const live = subject.ask(at('table=dropped', place, '&live=true'));
    await untilWaiting(subject.service());
    await subject.sql('drop table dropped');
    await subject.service().maintain();
    const response = await live;
    expect(response.status).toBe(409);
    expect(response.headers.has('electric-handle')).toBe(false);
    expect((await subject.ask('/v1/shape?table=dropped&offset=-1')).status).toBe(400);
  });

  test('a table made anew under its old name is another shape', async () => {
    await subject.sql('create table again(id int primary key); insert into again values (1)');
    const place = await head('table=again');
    await subject.sql('drop table again; create table again(id int primary key)');
    const first = await subject.ask('/v1/shape?table=again&offset=-1');
    expect(first.headers.get('electric-handle')).not.toBe(place.handle);
    expect((await subject.ask(at('table=again', place))).status).toBe(409);
  });

  test('DELETE is refused unless it is allowed', async () => {
    const response = await subject.ask('/v1/shape?table=big', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(await response.text()).toBe('{"message":"DELETE not allowed"}');
  });

  test('handles and their snapshots survive a restart', async () => {
    await subject.sql('create table stays(id int primary key); insert into stays values (1)');
    const before = await subject.ask('/v1/shape?table=stays&offset=-1');
    const text = await before.text();
    await subject.restart();
    const after = await subject.ask('/v1/shape?table=stays&offset=-1');
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    expect(await after.text()).toBe(text);
  });

  test('replication goes on after its connection is cut', async () => {
    await subject.sql('create table cut(id int primary key)');
    const client = createRawClient(subject.ask, 'table=cut');
    await client.catchUp();
    await subject.sql(
      `select pg_terminate_backend(active_pid) from pg_replication_slots where database = current_database()`,
    );
    await subject.sql('insert into cut values (1)');
    await eventually(async () => (await client.catchUp(), client.rows.size)).toBe(1);
    expect(client.refetches()).toBe(0);
  });

  test('a filter that fails on a row does not match it', async () => {
    await subject.sql('create table fragile(id int primary key, n int)');
    const client = createRawClient(subject.ask, 'table=fragile&where=10 / n > 1');
    await client.catchUp();
    await subject.sql('insert into fragile values (1, 0), (2, 5)');
    await eventually(async () => (await client.catchUp(), [...client.rows.keys()])).toEqual([
      '"public"."fragile"/"2"',
    ]);
  });
});

describe('retention', () => {
  test('a client behind the pruned log fetches again, one that needs nothing of it goes on', async () => {
    await subject.sql(
      'create table busy(id int primary key, n int); create table idle(id int primary key); insert into busy values (1, 0)',
    );
    const late = createRawClient(subject.ask, 'table=busy');
    const idle = createRawClient(subject.ask, 'table=idle');
    await late.catchUp();
    await idle.catchUp();
    const witness = createRawClient(subject.ask, 'table=busy&where=n >= 0');
    await witness.catchUp();
    for (let n = 1; n <= 1_020; n += 1) await subject.sql(`update busy set n = ${n}`);
    await eventually(async () => (await witness.catchUp(), [...witness.rows.values()][0]?.['n'])).toBe(
      '1020',
    );
    expect((await subject.service().maintain()).pruned).toBeGreaterThan(0);
    await late.catchUp();
    await idle.catchUp();
    expect(late.refetches()).toBe(1);
    expect([...late.rows.values()]).toEqual([{ id: '1', n: '1020' }]);
    expect(idle.refetches()).toBe(0);
  });
});

describe('limits and outages', () => {
  test('without a database the service says so and asks to come again', async () => {
    const unreachable = createShapeService({
      connectionString: 'postgres://nobody@127.0.0.1:1/nothing',
      options: { readyTimeoutMs: 20 },
    });
    const starting = unreachable.start();
    const health = await unreachable.handle(new Request('http://x/v1/health'));
    expect([health.status, await health.text()]).toEqual([202, '{"status":"starting"}']);
    const response = await unreachable.handle(new Request('http://x/v1/shape?table=t&offset=-1'));
    expect([response.status, await response.text()]).toEqual([
      503,
      '{"message":"Timeout waiting for Postgres lock acquisition"}',
    ]);
    expect(response.headers.get('retry-after')).toBe('5');
    await unreachable.stop();
    await starting;
  });

  test('a second service on the same database waits for the first', async () => {
    const second = createShapeService({ connectionString: subject.url, options: { readyTimeoutMs: 20 } });
    const starting = second.start();
    await eventually(() => second.health()).toBe('waiting');
    await second.stop();
    await starting;
    expect(subject.service().health()).toBe('active');
  });

  test('a schema that belongs to somebody else is not touched', async () => {
    await subject.sql('create schema theirs; create table theirs.precious(id int)');
    const service = createShapeService({ connectionString: subject.url, schemaName: 'theirs' });
    await expect(service.start()).rejects.toMatchObject({ code: 'precondition_failed' });
    await service.stop();
    expect(await subject.sql('select count(*)::int as n from theirs.precious')).toEqual([{ n: 0 }]);
  });

  test('too many open requests are turned away with a known error', async () => {
    const limited = createShapeService({
      connectionString: 'postgres://nobody@127.0.0.1:1/nothing',
      options: { readyTimeoutMs: 100, maxOpenRequests: 1 },
    });
    const first = limited.handle(new Request('http://x/v1/shape?table=t&offset=-1'));
    const second = await limited.handle(new Request('http://x/v1/shape?table=t&offset=-1'));
    expect(second.status).toBe(503);
    expect(second.headers.get('electric-internal-known-error')).toBe('true');
    expect(await second.text()).toContain('concurrent_request_limit_exceeded');
    await first;
    await limited.stop();
  });

  test.each([
    { query: '', status: 401 },
    { query: '&secret=x', status: 401 },
    { query: '&secret=s3cr3t', status: undefined },
    { query: '&api_secret=s3cr3t', status: undefined },
  ])('with a secret, "$query" is answered $status', ({ query, status }) => {
    const refused = refuseWithoutSecret(new Request(`http://x/v1/shape?table=t&offset=-1${query}`), 's3cr3t');
    expect(refused?.status).toBe(status);
    expect(refused?.headers.has('access-control-allow-origin') ?? false).toBe(false);
  });

  test('partitioned tables get an honest refusal', async () => {
    await subject.sql('create table parts(id int, primary key(id)) partition by range(id)');
    const response = await subject.ask('/v1/shape?table=parts&offset=-1');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('is partitioned');
  });
});
