/**
 * A central database, its shapes and a replica, reduced to what the cut planner sees: streams that deliver logs at any
 * pace, and a store that remembers rows and positions.
 */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { planCut } from '../plan/cut-plan.ts';
import { afterPlan, makeCut } from '../plan/make-cut.ts';
import { knownSilent, receive, resumedBuffer, type TableBuffer } from '../plan/table-buffer.ts';
import { comparePositions, formatOffset, parseOffset } from '../protocol/log-position.ts';
import { DEVICE, planCentral, TABLES, type Table } from './plan-central.ts';
import { planStore } from './plan-store.ts';

type Central = ReturnType<typeof planCentral>;
type Store = ReturnType<typeof planStore>;

export function planWorld() {
  const central = planCentral();
  const store = planStore(central.prefixes);
  const streams = planStreams(central, store);

  /** One cut. `survives` false: the process dies after the store committed and before it knew. */
  const cut = (limit: number, survives: boolean): boolean => {
    const plan = planCut(streams.buffers(), { limit });
    if (plan.changes.length === 0) return false;
    store.apply(makeCut(streams.buffers(), plan, DEVICE, store.lsn()));
    if (survives) streams.setBuffers(afterPlan(streams.buffers(), plan));
    else streams.restart();
    return true;
  };

  /** Everything arrives, and the silent tables that hold up the rest are asked. */
  const quiesce = (): void => {
    for (let round = 0; round < 1000; round += 1) {
      if (cut(Number.POSITIVE_INFINITY, true)) continue;
      const behind = TABLES.filter(streams.isBehind);
      const wanted = planCut(streams.buffers(), { limit: 1 }).wanted;
      if (behind.length === 0 && wanted.size === 0) return;
      for (const table of behind) streams.deliver(table, 3, 0);
      if (behind.length === 0) for (const table of wanted.keys()) streams.ask(table as Table);
    }
    throw new Error('never came to rest');
  };

  return {
    commit: central.commit,
    deliver: streams.deliver,
    ask: streams.ask,
    restart: streams.restart,
    cut,
    quiesce,
    arrived: store.arrived,
    commits: () =>
      central
        .log('commits')
        .map(({ change }) => change.id)
        .toSorted(),
    centralText: central.text,
    replicaText: store.text,
  };
}

function planStreams(central: Central, store: Store) {
  let buffers = new Map<SyncedTableName, TableBuffer>();
  const cursor = new Map<Table, number>();

  const restart = (): void => {
    buffers = new Map();
    for (const table of TABLES) {
      const offset = store.offset(table);
      buffers.set(table, resumedBuffer({ table, handle: 'h', offset }, store.lsn()));
      const position = parseOffset(offset);
      const log = central.log(table);
      cursor.set(
        table,
        position ? log.filter((change) => comparePositions(change, position) <= 0).length : 0,
      );
    }
  };

  /** The next `count` changes of a table arrive as one response. */
  const deliver = (table: Table, count: number, repeat: number): void => {
    const log = central.log(table);
    const from = cursor.get(table) ?? 0;
    const to = Math.min(log.length, from + count);
    const changes = log.slice(Math.max(0, from - repeat), to);
    const isUpToDate = to === log.length;
    const newest = changes.at(-1);
    const next = log[to];
    const buffer = buffers.get(table);
    if (!buffer) return;
    cursor.set(table, to);
    buffers.set(
      table,
      receive(buffer, {
        rows: [],
        changes,
        snapshotEnded: false,
        isUpToDate,
        seenLsn: isUpToDate ? central.head() : null,
        openLsn: newest && next?.lsn === newest.lsn ? newest.lsn : null,
        handle: 'h',
        offset: to > from && newest ? formatOffset(newest) : buffer.received,
      }),
    );
  };

  const ask = (table: Table): void => {
    const next = central.log(table)[cursor.get(table) ?? 0];
    const buffer = buffers.get(table);
    if (buffer) buffers.set(table, knownSilent(buffer, next ? next.lsn - 1n : central.head()));
  };

  restart();
  return {
    deliver,
    ask,
    restart,
    isBehind: (table: Table) => (cursor.get(table) ?? 0) < central.log(table).length,
    buffers: () => buffers,
    setBuffers: (next: Map<SyncedTableName, TableBuffer>) => void (buffers = next),
  };
}
