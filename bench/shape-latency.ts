/**
 * The embedded shape service over HTTP on a throw-away Postgres: how long a committed change takes to reach a client that
 * waits for it, while other shapes wait too, and how long a first load takes. Baseline of the wait: the same change seen
 * through LISTEN/NOTIFY, the least Postgres needs to tell anybody anything.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Client } from 'pg';
import { THROW_AWAY_SETTINGS } from '../sync-server/db/embedded/settings.ts';
import { startEmbeddedPostgres } from '../sync-server/db/embedded/start.ts';
import { createShapeService } from '../sync-server/shapes/service.ts';
import { figure, percentile } from './kit/figures.ts';
import type { Bench } from './kit/types.ts';

const ROWS = 100_000;
const CHANGES = 300;
const OTHER_SHAPES = 35;
const DESKTOPS = 4;

type Place = { readonly handle: string; readonly offset: string };

const silent = { info: () => undefined, warn: () => undefined };

async function readLog(url: string, definition: string): Promise<Place & { readonly bytes: number }> {
  let place = { handle: '', offset: '-1' };
  let bytes = 0;
  for (let isUpToDate = false; !isUpToDate;) {
    const handle = place.handle === '' ? '' : `&handle=${place.handle}`;
    const response = await fetch(`${url}/v1/shape?${definition}&offset=${place.offset}${handle}`);
    bytes += (await response.arrayBuffer()).byteLength;
    isUpToDate = response.headers.has('electric-up-to-date');
    place = placeOf(response);
  }
  return { ...place, bytes };
}

function placeOf(response: Response): Place {
  return {
    handle: response.headers.get('electric-handle') ?? '',
    offset: response.headers.get('electric-offset') ?? '',
  };
}

function live(url: string, definition: string, place: Place, signal?: AbortSignal): Promise<Response> {
  return fetch(
    `${url}/v1/shape?${definition}&offset=${place.offset}&handle=${place.handle}&live=true`,
    signal === undefined ? {} : { signal },
  );
}

async function measureLive(url: string, client: Client): Promise<readonly number[]> {
  const definition = 'table=leads&where=archived = false';
  let place: Place = await readLog(url, encodeURI(definition));
  const waits: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const answer = live(url, encodeURI(definition), place);
    await client.query('select pg_sleep(0.004)');
    await client.query('update leads set note = $1 where id = $2', [`note ${index}`, 1 + (index % 1000)]);
    const committedAt = performance.now();
    const response = await answer;
    await response.arrayBuffer();
    waits.push(performance.now() - committedAt);
    place = placeOf(response);
  }
  return waits;
}

async function measureNotify(client: Client, connectionString: string): Promise<readonly number[]> {
  const listener = new Client({ connectionString });
  await listener.connect();
  await listener.query('listen bench');
  const waits: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const heard = once(listener, 'notification');
    await client.query(
      `with changed as (update leads set note = 'n' where id = 1) select pg_notify('bench', '')`,
    );
    const committedAt = performance.now();
    await heard;
    waits.push(Math.max(0, performance.now() - committedAt));
  }
  await listener.end();
  return waits;
}

async function measure(connectionString: string) {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`set synchronous_commit = on;
    create table leads(id int primary key, client uuid, email text, name text, company text, title text, city text, country text,
      note text, score int, archived bool not null default false, created_at timestamptz default now(), updated_at timestamptz default now());
    insert into leads(id, client, email, name, company, title, city, country, note, score)
      select g, gen_random_uuid(), 'lead' || g || '@example.com', 'Name ' || g, 'Company ' || g % 5000, 'Head of Sales', 'Berlin', 'DE', 'note', g % 100
      from generate_series(1, ${ROWS}) g`);
  const service = createShapeService({ connectionString });
  await service.start();
  const server = serve({ fetch: (request) => service.handle(request), hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const gone = new AbortController();
  try {
    const firstAt = performance.now();
    const { bytes } = await readLog(url, 'table=leads');
    const first = performance.now() - firstAt;
    const againAt = performance.now();
    await readLog(url, 'table=leads');
    const again = performance.now() - againAt;
    await holdOthers(url, client, gone.signal);
    const waits = await measureLive(url, client);
    const notify = await measureNotify(client, connectionString);
    return { first, again, bytes, waits, notify };
  } finally {
    gone.abort();
    server.close();
    await service.stop();
    await client.end();
  }
}

/** The long polls of a small team: every other table of every desktop, held open all the time. */
async function holdOthers(url: string, client: Client, signal: AbortSignal): Promise<void> {
  for (let index = 0; index < OTHER_SHAPES; index += 1) {
    await client.query(`create table other_${index}(id int primary key)`);
    const place = await readLog(url, `table=other_${index}`);
    for (let desktop = 0; desktop < DESKTOPS; desktop += 1) {
      live(url, `table=other_${index}`, place, signal).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
    }
  }
}

export const bench: Bench = {
  name: 'shape-latency',
  describe: 'Embedded shape service: commit to a waiting client, and the first load of 100,000 rows',
  run: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'xgrowthos bench '));
    const postgres = await startEmbeddedPostgres({
      dataDir: join(directory, 'postgres'),
      port: 0,
      database: 'bench',
      settings: { ...THROW_AWAY_SETTINGS, fsync: 'on', max_connections: '100' },
      log: silent,
    });
    try {
      const { first, again, bytes, waits, notify } = await measure(postgres.url);
      const note = `${CHANGES} single-row commits, ${OTHER_SHAPES * DESKTOPS} other long polls open`;
      const baseline = (p: number) => ({
        name: 'LISTEN/NOTIFY',
        value: Math.max(0.01, percentile(notify, p)),
      });
      return {
        figures: [
          figure({
            name: 'commit to waiting client, p50',
            value: percentile(waits, 50),
            unit: 'ms',
            better: 'lower',
            target: 10,
            baseline: baseline(50),
            note,
          }),
          figure({
            name: 'commit to waiting client, p95',
            value: percentile(waits, 95),
            unit: 'ms',
            better: 'lower',
            baseline: baseline(95),
            note,
          }),
          figure({
            name: 'first load of a new shape',
            value: first / 1000,
            unit: 's',
            better: 'lower',
            target: 4,
            note: `${ROWS} rows, ${Math.round(bytes / 1e6)} MB`,
          }),
          figure({
            name: 'first load of a known shape',
            value: again / 1000,
            unit: 's',
            better: 'lower',
            target: 3,
            note: `${ROWS} rows`,
          }),
        ],
      };
    } finally {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    }
  },
};
