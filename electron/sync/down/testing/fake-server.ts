/** The server as the down-sync sees it, behind an injected `fetch`: shapes, barrier, tokens and scopes. */
import { isSyncedTable, syncedTable, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { TextRow } from '../../../replica/types.ts';
import type { Timers } from '../../connectivity/timers.ts';
import { parseOffset } from '../protocol/log-position.ts';
import type { Fetch } from '../types.ts';
import type { FakeCentral } from './fake-central.ts';
import { heldRequests } from './held-requests.ts';
import { logPage, makeShape, snapshotPage, type FakeShape, type Page } from './fake-shapes.ts';

const CURSOR = '67068220';

export type FakeServer = {
  readonly fetch: Fetch;
  /** Tokens that are good, and the clients each may see. */
  readonly tokens: Map<string, 'all' | readonly string[]>;
  /** Answers given before anything else is looked at; null lets the request through. */
  intercept: (url: URL, init: RequestInit) => Promise<Response | null> | Response | null;
  /** Changes the answer on its way. */
  mangle: (url: URL, response: Response) => Promise<Response> | Response;
  /** Every request so far: path, table, offset and whether it was a long poll. */
  readonly requests: {
    readonly path: string;
    readonly table: string;
    readonly offset: string;
    readonly live: boolean;
  }[];
  /** Ends the shapes of a table: whoever reads them gets 409. */
  readonly invalidate: (table: SyncedTableName) => void;
  /** Something was committed: held requests look again. */
  readonly announce: () => void;
  readonly rowsPerChunk: { value: number };
  readonly changesPerChunk: { value: number };
};

export function fakeServer(central: FakeCentral, timers: Timers): FakeServer {
  const shapes = new Map<string, FakeShape>();
  const held = heldRequests(timers);
  const rowsPerChunk = { value: 3 };
  const changesPerChunk = { value: 4 };
  let made = 0;

  const shapeOf = (table: SyncedTableName, clients: 'all' | readonly string[]): FakeShape => {
    const scope = clients === 'all' ? 'all' : clients.join(',');
    const key = syncedTable(table).visibility === 'own' ? table : `${table}|${scope}`;
    const known = shapes.get(key);
    if (known) return known;
    made += 1;
    const shape = makeShape(central, table, `${made}-${table}`, scope, (row) => isVisible(row, clients));
    shapes.set(key, shape);
    return shape;
  };
  const answerShape = async (
    url: URL,
    init: RequestInit,
    clients: 'all' | readonly string[],
  ): Promise<Response> => {
    const table = url.searchParams.get('table') ?? '';
    const offset = url.searchParams.get('offset') ?? '';
    const live = url.searchParams.get('live') === 'true';
    if (!isSyncedTable(table)) return Response.json({ message: 'Invalid request' }, { status: 400 });
    for (let isOver = false; ;) {
      const shape = shapeOf(table, clients);
      if (offset === '-1') return pageResponse(shape, snapshotPage(shape, 0, rowsPerChunk.value), false);
      if (url.searchParams.get('handle') !== shape.handle) return mustRefetch(shape.handle);
      const page = nextPage(central, shape, offset, rowsPerChunk.value, changesPerChunk.value);
      const hasNews = page.messages.length > 1 || !page.isUpToDate;
      if (!live || hasNews || isOver) return pageResponse(shape, page, live);
      isOver = (await held.hold(init.signal)) === 'timeout';
    }
  };

  const answer = async (url: URL, init: RequestInit): Promise<Response> => {
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    const clients = server.tokens.get(token);
    if (clients === undefined) return apiError(401, 'unauthenticated');
    if (url.pathname === '/v1/shape') return answerShape(url, init, clients);
    if (url.pathname !== '/api/barrier' || typeof init.body !== 'string') return apiError(404, 'not_found');
    const { id }: { id: string } = JSON.parse(init.body);
    central.write([], { id, tables: ['commits', 'leads', 'notes', 'clients', 'saved_views'] });
    held.announce();
    return Response.json({ ok: true });
  };

  const server: FakeServer = {
    tokens: new Map([['t', 'all']]),
    intercept: () => null,
    mangle: (_url, response) => response,
    requests: [],
    announce: held.announce,
    rowsPerChunk,
    changesPerChunk,
    invalidate: (table) => {
      for (const [key, shape] of shapes) if (shape.table === table) shapes.delete(key);
      held.announce();
    },
    fetch: async (address, init) => {
      const url = new URL(address);
      const { searchParams } = url;
      server.requests.push({
        path: url.pathname,
        table: searchParams.get('table') ?? '',
        offset: searchParams.get('offset') ?? '',
        live: searchParams.get('live') === 'true',
      });
      init.signal?.throwIfAborted();
      return server.mangle(url, (await server.intercept(url, init)) ?? (await answer(url, init)));
    },
  };
  return server;
}

function nextPage(
  central: FakeCentral,
  shape: FakeShape,
  offset: string,
  rowsPerChunk: number,
  changesPerChunk: number,
): Page {
  const from = parseOffset(offset) ?? { lsn: 0n, op: 0 };
  const isInSnapshot = from.lsn === 0n && (from.op + 1) * rowsPerChunk < shape.snapshot.length;
  return isInSnapshot
    ? snapshotPage(shape, from.op + 1, rowsPerChunk)
    : logPage(central, shape, from.lsn === 0n ? { lsn: 0n, op: 0 } : from, changesPerChunk);
}

function isVisible(row: TextRow, clients: 'all' | readonly string[]): boolean {
  const client = row['scope_client_id'] ?? null;
  return clients === 'all' || client === null || clients.includes(client);
}

function pageResponse(shape: FakeShape, page: Page, live: boolean): Response {
  const headers: Record<string, string> = {
    'electric-handle': shape.handle,
    'electric-offset': page.offset,
    'electric-has-data': 'true',
  };
  if (live) headers['electric-cursor'] = CURSOR;
  else
    headers['electric-schema'] = JSON.stringify({ id: { type: 'uuid' }, tables: { type: 'text', dims: 1 } });
  if (page.isUpToDate) headers['electric-up-to-date'] = '';
  return Response.json(page.messages, { headers });
}

function mustRefetch(handle: string): Response {
  return Response.json([{ headers: { control: 'must-refetch' } }], {
    status: 409,
    headers: { 'electric-handle': handle },
  });
}

export function apiError(status: number, code: string): Response {
  return Response.json({ error: { code, hint: `The server says ${code}.`, retryable: false } }, { status });
}
