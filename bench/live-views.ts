/**
 * Twenty open views over 100,000 leads: what a row of the server costs, from the change until every view has told its
 * subscriber. Baseline: the live queries of PGlite itself over the same rows, which run again whole.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { live } from '@electric-sql/pglite/live';
import { copyRows } from '../electron/replica/apply/copy-text.ts';
import { compileOnce } from '../electron/replica/open/compiler-flags.ts';
import { createKey, createTable, quoted } from '../electron/replica/schema/ddl.ts';
import { leadRow, testId, type TestReplica } from '../electron/replica/testing/test-replica.ts';
import { EMPTY_LIST_VIEW, type ListView } from '../shared/domain/list-view/list-view.ts';
import { figure, percentile } from './kit/figures.ts';
import { cutOf, filledReplica } from './kit/load/filled-replica.ts';
import type { Bench } from './kit/types.ts';

const LEADS = 100_000;
const VIEWS = 20;
const WRITES = 200;
/** Live queries of PGlite take so long that few writes must do. */
const PEER_WRITES = 10;

/** Five orders, each with four windows or filters, as screens and their widgets ask. */
const ORDERS = ['last_name', 'company', 'email', 'employee_count', 'created_at'];

function viewOf(index: number): { readonly view: ListView; readonly offset: number } {
  const field = ORDERS[index % ORDERS.length] ?? 'email';
  const direction = index % 2 === 0 ? 'asc' : 'desc';
  const isFiltered = index >= VIEWS / 2;
  return {
    view: {
      ...EMPTY_LIST_VIEW,
      sort: [{ field, direction }],
      filters: isFiltered ? [{ field: 'status', op: 'is', values: ['new', 'ready'] }] : [],
    },
    offset: (index % 4) * 1_000,
  };
}

/** Milliseconds of each write. Every fourth changes an order, every fourth a filter; the others a plain column. */
async function writeRows(replica: TestReplica, from: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let turn = 0; turn < WRITES; turn += 1) {
    // Other rows in each series: the same values again would change nothing.
    const n = 1 + (((from + turn) * 7_919) % LEADS);
    const patches = [
      { title: `Title ${turn}` },
      { company: `Firm ${turn}` },
      { city: 'Oslo' },
      { status: 'ready' },
    ];
    const row = patches[turn % patches.length] ?? {};
    const startedAt = performance.now();
    await replica.sync.applyCut(
      cutOf(from + turn, [{ table: 'leads', op: 'update', id: testId('lead', n), row }]),
    );
    await replica.live.settled();
    waits.push(performance.now() - startedAt);
  }
  return waits;
}

async function measureOurs(folder: string) {
  const replica = await filledReplica(join(folder, 'ours'), LEADS);
  try {
    const alone = await writeRows(replica, 10);
    let told = 0;
    for (let index = 0; index < VIEWS; index += 1) {
      const { view, offset } = viewOf(index);
      const sink = { ready: () => true, push: () => void (told += 1) };
      replica.live.watch({ query: 'leads.list', args: { view }, window: { offset, limit: 50 } }, sink);
    }
    await replica.live.settled();
    const before = told;
    const watched = await writeRows(replica, 10 + WRITES);
    return { alone, watched, told: told - before };
  } finally {
    await replica.close();
  }
}

async function measurePeer(folder: string): Promise<readonly number[]> {
  const pglite = await PGlite.create({ dataDir: join(folder, 'peer'), extensions: { live } });
  try {
    await pglite.exec(`${createTable('leads', 'leads')}; ${createKey('leads')}`);
    const rows = copyRows(
      'leads',
      Array.from({ length: LEADS }, (_, at) => leadRow(at + 1)),
    );
    const columns = rows.columns.map(quoted).join(', ');
    await pglite.query(`COPY leads (${columns}) FROM '/dev/blob'`, [], { blob: new Blob([rows.text]) });
    for (const order of ORDERS) await pglite.exec(`CREATE INDEX ON leads (${order}, id)`);
    let told = 0;
    for (let index = 0; index < VIEWS; index += 1) {
      const { view, offset } = viewOf(index);
      const [sort] = view.sort;
      const filter = view.filters.length > 0 ? `WHERE status IN ('new', 'ready')` : '';
      await pglite.live.query(
        `SELECT * FROM leads ${filter} ORDER BY ${sort?.field} ${sort?.direction}, id LIMIT 50 OFFSET ${offset}`,
        [],
        () => void (told += 1),
      );
    }
    const waits: number[] = [];
    for (let turn = 0; turn < PEER_WRITES; turn += 1) {
      const wanted = told + VIEWS;
      const startedAt = performance.now();
      await pglite.query('UPDATE leads SET title = $1 WHERE id = $2', [
        `Title ${turn}`,
        testId('lead', 1 + turn),
      ]);
      while (told < wanted) await new Promise((resolve) => setImmediate(resolve));
      waits.push(performance.now() - startedAt);
    }
    return waits;
  } finally {
    await pglite.close();
  }
}

export const bench: Bench = {
  name: 'live-views',
  describe: '20 open views over 100,000 leads: from one changed row until every view is up to date',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xg views '));
    try {
      compileOnce();
      const { alone, watched, told } = await measureOurs(folder);
      const peer = await measurePeer(folder);
      const note = `${WRITES} rows, one at a time, ${told} messages; compiled as in the replica's process`;
      const baseline = (p: number) => ({
        name: `PGlite's live.query, ${VIEWS} views, ${PEER_WRITES} rows`,
        value: percentile(peer, p),
      });
      return {
        figures: [50, 95].flatMap((p) => [
          figure({
            name: `a row with ${VIEWS} open views, p${p}`,
            value: percentile(watched, p),
            unit: 'ms',
            better: 'lower',
            ...(p === 50 ? { target: 10 } : {}),
            baseline: baseline(p),
            note,
          }),
          figure({
            name: `a row without a view, p${p}`,
            value: percentile(alone, p),
            unit: 'ms',
            better: 'lower',
            note: 'writing it takes so long by itself',
          }),
        ]),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
