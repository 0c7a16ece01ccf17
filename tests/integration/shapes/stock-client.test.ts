/**
 * The judge of the protocol: `@electric-sql/client` as it comes from npm. With ELECTRIC_URL and DATABASE_URL set, the
 * tests that need nothing but the protocol also run against a real Electric on that database.
 */
import { ShapeStream } from '@electric-sql/client';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listen, type TestServer } from './http-server.ts';
import { startServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';
import { follow, shapeOf, type Materialised } from './stock-client.ts';

type Subject = {
  readonly url: string;
  readonly sql: (text: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const started: Materialised[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.stop();
});
function track(one: Materialised): Materialised {
  started.push(one);
  return one;
}

async function embedded(): Promise<Subject & { subject: ServiceUnderTest; server: TestServer }> {
  const subject = await startServiceUnderTest({ longPollMs: 2_000, allowDelete: true, chunkBytes: 4_000 });
  const server = await listen(subject.handle);
  return {
    subject,
    server,
    url: server.url,
    sql: subject.sql,
    close: async () => {
      await server.close();
      await subject.close();
    },
  };
}

async function realElectric(url: string, databaseUrl: string): Promise<Subject> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return { url: url.replace(/\/+$/, ''), sql: (text) => client.query(text), close: () => client.end() };
}

const { ELECTRIC_URL, DATABASE_URL } = process.env;
const subjects: readonly (readonly [string, () => Promise<Subject>])[] = [
  ['the embedded service', embedded],
  ...(ELECTRIC_URL !== undefined && DATABASE_URL !== undefined
    ? [['a real Electric', () => realElectric(ELECTRIC_URL, DATABASE_URL)] as const]
    : []),
];

describe.each(subjects)('the stock client against %s', (_name, open) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(async () => {
    await subject.close();
  });

  const fresh = (table: string): Promise<unknown> =>
    subject.sql(
      `drop table if exists ${table}; create table ${table}(id int primary key, title text, done bool, n numeric, at timestamptz, tags text[])`,
    );

  test('Shape gives the rows, parsed, and follows changes', async () => {
    await fresh('sc_shape');
    await subject.sql(
      `insert into sc_shape values (1,'one',false,1.50,'2024-02-29T13:14:15.123456+02','{a,"b c"}')`,
    );
    const abort = new AbortController();
    const shape = shapeOf(
      new ShapeStream({
        url: `${subject.url}/v1/shape`,
        params: { table: 'sc_shape' },
        signal: abort.signal,
      }),
    );
    expect(await shape.rows).toEqual([
      {
        id: 1,
        title: 'one',
        done: false,
        n: '1.50',
        at: '2024-02-29 11:14:15.123456+00',
        tags: ['a', 'b c'],
      },
    ]);
    const changed = new Promise<unknown[]>((resolve) => {
      shape.subscribe(({ rows }) => {
        if (rows.length === 2) resolve(rows);
      });
    });
    await subject.sql(`insert into sc_shape(id, title, done) values (2,'two',true)`);
    expect(await changed).toContainEqual({ id: 2, title: 'two', done: true, n: null, at: null, tags: null });
    abort.abort();
  });

  test('several transactions arrive whole and in order', async () => {
    await fresh('sc_tx');
    const one = track(follow(subject.url, { table: 'sc_tx' }));
    await one.until(() => true);
    await subject.sql(
      `begin; insert into sc_tx(id) select generate_series(1,40); update sc_tx set title='x' where id<=5; commit`,
    );
    await subject.sql(`update sc_tx set id=id+100 where id<=3; delete from sc_tx where id between 4 and 10`);
    await one.until((rows) => rows.size === 33 && rows.has('"public"."sc_tx"/"103"'));
    expect(one.rows.get('"public"."sc_tx"/"101"')).toMatchObject({ id: 101, title: 'x' });
  });

  test('columns, where with params and replica=full', async () => {
    await fresh('sc_modes');
    await subject.sql(`insert into sc_modes(id,title,done) values (1,'in',true),(2,'out',true)`);
    const one = track(
      follow(subject.url, {
        table: 'sc_modes',
        columns: ['id', 'title'],
        where: 'title = $1',
        params: ['in'],
        replica: 'full',
      }),
    );
    await one.until((rows) => rows.size === 1);
    expect([...one.rows.values()]).toEqual([{ id: 1, title: 'in' }]);
    await subject.sql(`update sc_modes set title='in' where id=2`);
    await one.until((rows) => rows.size === 2);
    await subject.sql(`update sc_modes set title='out' where id=1`);
    await one.until((rows) => rows.size === 1);
    expect([...one.rows.values()]).toEqual([{ id: 2, title: 'in' }]);
  });

  test('changes_only sends no rows, only what happens afterwards', async () => {
    await fresh('sc_changes');
    await subject.sql(`insert into sc_changes(id,title) values (1,'before')`);
    const one = track(follow(subject.url, { table: 'sc_changes' }, { log: 'changes_only' }));
    await one.until(() => true);
    expect(one.rows.size).toBe(0);
    await subject.sql(`update sc_changes set title='after' where id=1`);
    await one.until((rows) => rows.size === 1);
    expect([...one.rows.values()]).toEqual([{ id: 1, title: 'after' }]);
  });

  test('server-sent events deliver live changes', async () => {
    await fresh('sc_sse');
    const one = track(follow(subject.url, { table: 'sc_sse' }, { liveSse: true }));
    await one.until(() => true);
    for (let id = 1; id <= 5; id += 1) {
      await subject.sql(`insert into sc_sse(id) values (${id})`);
      await one.until((rows) => rows.size === id);
    }
    await subject.sql(
      'begin; insert into sc_sse(id) values (6),(7); delete from sc_sse where id = 1; commit',
    );
    await one.until((rows) => rows.size === 6 && !rows.has('"public"."sc_sse"/"1"'));
  });

  test('TRUNCATE makes the client fetch again', async () => {
    await fresh('sc_truncate');
    await subject.sql('insert into sc_truncate(id) values (1),(2)');
    const one = track(follow(subject.url, { table: 'sc_truncate' }));
    await one.until((rows) => rows.size === 2);
    await subject.sql('truncate sc_truncate');
    await subject.sql('insert into sc_truncate(id) values (3)');
    await one.until((rows) => rows.size === 1 && rows.has('"public"."sc_truncate"/"3"'));
    expect(one.refetches()).toBeGreaterThan(0);
  });

  test('DDL makes the client fetch again and shows the new column', async () => {
    await fresh('sc_ddl');
    await subject.sql('insert into sc_ddl(id) values (1)');
    const one = track(follow(subject.url, { table: 'sc_ddl' }));
    await one.until((rows) => rows.size === 1);
    await subject.sql(`alter table sc_ddl add column extra int default 7; insert into sc_ddl(id) values (2)`);
    await one.until((rows) => rows.size === 2 && [...rows.values()].every((row) => row['extra'] === 7));
  });
});

describe('the stock client and the life of the embedded service', () => {
  let opened: Awaited<ReturnType<typeof embedded>>;
  beforeAll(async () => {
    opened = await embedded();
  });
  afterAll(async () => {
    await opened.close();
  });

  test('a snapshot of many chunks arrives whole', async () => {
    await opened.sql(
      `create table big(id int primary key, pad text); insert into big select g, repeat('p',1000) from generate_series(1,57) g`,
    );
    const one = track(follow(opened.url, { table: 'big' }));
    await one.until((rows) => rows.size === 57);
    await opened.sql(`update big set pad = repeat('q', 1500)`);
    await one.until((rows) => [...rows.values()].every((row) => String(row['pad']).startsWith('q')));
    expect(one.refetches()).toBe(0);
  });

  test('a restart costs no client a new fetch and loses no change', async () => {
    await opened.sql('create table kept(id int primary key, v text); insert into kept values (1)');
    const one = track(follow(opened.url, { table: 'kept' }));
    await one.until((rows) => rows.size === 1);
    await opened.subject.restart(async () => {
      await opened.sql(`insert into kept values (2), (3); delete from kept where id = 1`);
    });
    await opened.sql('insert into kept values (4)');
    await one.until((rows) => rows.size === 3);
    expect([...one.rows.keys()].toSorted()).toEqual([2, 3, 4].map((id) => `"public"."kept"/"${id}"`));
    expect(one.refetches()).toBe(0);
  });

  test('a lost slot costs a new fetch and nothing else', async () => {
    await opened.sql('create table lost(id int primary key); insert into lost values (1)');
    const one = track(follow(opened.url, { table: 'lost' }));
    await one.until((rows) => rows.size === 1);
    await opened.subject.restart(async () => {
      await opened.sql(
        `select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()`,
      );
      await opened.sql('insert into lost values (2)');
    });
    await one.until((rows) => rows.size === 2);
    expect(one.refetches()).toBe(1);
  });
});
