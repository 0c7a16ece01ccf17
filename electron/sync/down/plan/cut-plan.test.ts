import { describe, expect, test } from 'vitest';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { LogChange } from '../protocol/messages.ts';
import { planCut } from './cut-plan.ts';
import { afterPlan, makeCut } from './make-cut.ts';
import { receive, resumedBuffer, type TableBuffer } from './table-buffer.ts';

const DEVICE = 'device';

function row(table: SyncedTableName, lsn: bigint, op = 0): LogChange {
  const id = `${table}-${lsn}-${op}`;
  return { lsn, op, change: { table, op: 'insert', id, row: { id } }, commit: null };
}

function commit(lsn: bigint, tables: readonly string[], op = 90): LogChange {
  const id = `commit-${lsn}`;
  const at = `2026-01-01T00:00:${lsn % 60n}.000Z`;
  return {
    lsn,
    op,
    change: { table: 'commits', op: 'insert', id, row: { id } },
    commit: { id, tables, deviceId: DEVICE, at },
  };
}

/** Buffers that resume at LSN 100, after one delivery each. */
function buffersOf(
  deliveries: Partial<Record<SyncedTableName, { changes?: LogChange[]; seen?: bigint; open?: bigint }>>,
): Map<SyncedTableName, TableBuffer> {
  const buffers = new Map<SyncedTableName, TableBuffer>();
  for (const [table, { changes = [], seen, open }] of Object.entries(deliveries) as [
    SyncedTableName,
    { changes?: LogChange[]; seen?: bigint; open?: bigint },
  ][]) {
    buffers.set(
      table,
      receive(resumedBuffer({ table, handle: `h-${table}`, offset: '100_0' }, 100n), {
        rows: [],
        changes,
        snapshotEnded: false,
        isUpToDate: seen !== undefined,
        seenLsn: seen ?? null,
        openLsn: open ?? null,
        handle: `h-${table}`,
        offset: changes.length > 0 ? `${changes.at(-1)?.lsn}_${changes.at(-1)?.op}` : '100_0',
      }),
    );
  }
  return buffers;
}

const whole = { limit: 1000 };
const ids = (plan: ReturnType<typeof planCut>): readonly string[] =>
  plan.changes.map(({ change }) => change.id);

describe('what becomes visible', () => {
  test('a transaction waits for every table its commit names', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['leads', 'notes'])], seen: 110n },
      leads: { changes: [row('leads', 110n)], seen: 110n },
      notes: {},
    });
    const plan = planCut(buffers, whole);
    expect(ids(plan)).toEqual([]);
    expect(plan.upTo).toBe(109n);
    expect([...plan.wanted]).toEqual([['notes', 110n]]);
  });

  test('a named table that is known to be silent so far is enough', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['leads', 'notes'])], seen: 110n },
      leads: { changes: [row('leads', 110n)], seen: 110n },
      notes: { seen: 111n },
    });
    expect(ids(planCut(buffers, whole))).toEqual(['leads-110-0', 'commit-110']);
  });

  test('tables that no commit names are current without asking', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['leads'])], seen: 110n },
      leads: { changes: [row('leads', 110n)], seen: 110n },
      clients: {},
    });
    const plan = planCut(buffers, whole);
    expect(ids(plan)).toHaveLength(2);
    expect(plan.wanted.size).toBe(0);
  });

  test('a named table that this device does not have is not waited for', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['lead_verifications', 'quarantine', 'leads'])], seen: 110n },
      leads: { changes: [row('leads', 110n)], seen: 110n },
    });
    expect(ids(planCut(buffers, whole))).toHaveLength(2);
  });

  test('a change without a commit needs the commits stream only, which is asked', () => {
    const early = buffersOf({ commits: {}, leads: { changes: [row('leads', 110n)], seen: 110n } });
    expect(ids(planCut(early, whole))).toEqual([]);
    expect([...planCut(early, whole).wanted]).toEqual([['commits', 110n]]);
    const late = buffersOf({ commits: { seen: 110n }, leads: { changes: [row('leads', 110n)], seen: 110n } });
    expect(ids(planCut(late, whole))).toEqual(['leads-110-0']);
  });

  test('a transaction that is still arriving is held back, covered or not', () => {
    const buffers = buffersOf({
      commits: { seen: 200n },
      leads: { changes: [row('leads', 110n), row('leads', 120n)], open: 120n },
    });
    const plan = planCut(buffers, whole);
    expect(ids(plan)).toEqual(['leads-110-0']);
    expect(makeCut(buffers, plan, DEVICE, 100n).positions).toEqual([
      { table: 'leads', handle: 'h-leads', offset: '110_0' },
    ]);
  });

  test('changes of several tables come in commit order', () => {
    const buffers = buffersOf({
      commits: {
        changes: [commit(110n, ['leads', 'notes']), commit(9_007_199_254_740_993n, ['notes'])],
        seen: 9_007_199_254_740_993n,
      },
      leads: { changes: [row('leads', 110n, 4)], seen: 110n },
      notes: {
        changes: [row('notes', 110n, 2), row('notes', 110n, 6), row('notes', 9_007_199_254_740_993n)],
        seen: 9_007_199_254_740_993n,
      },
    });
    expect(ids(planCut(buffers, whole))).toEqual([
      'notes-110-2',
      'leads-110-4',
      'notes-110-6',
      'commit-110',
      'notes-9007199254740993-0',
      'commit-9007199254740993',
    ]);
  });

  test('a long backlog is cut at transaction boundaries', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['leads']), commit(120n, ['leads'])], seen: 120n },
      leads: { changes: [row('leads', 110n, 0), row('leads', 110n, 2), row('leads', 120n)], seen: 120n },
    });
    const plan = planCut(buffers, { limit: 1 });
    expect(ids(plan)).toEqual(['leads-110-0', 'leads-110-2', 'commit-110']);
    expect(plan.upTo).toBe(110n);
    expect(ids(planCut(afterPlan(buffers, plan), whole))).toEqual(['leads-120-0', 'commit-120']);
  });

  test('a barrier wants every table, named or not', () => {
    const buffers = buffersOf({ commits: { seen: 150n }, leads: { seen: 150n }, notes: {} });
    expect([...planCut(buffers, { limit: 1000, barrier: 150n }).wanted]).toEqual([['notes', 150n]]);
  });

  test('without a commits stream nothing is shown', () => {
    expect(
      planCut(buffersOf({ leads: { changes: [row('leads', 110n)], seen: 110n } }), whole).changes,
    ).toEqual([]);
  });
});

describe('what is written with it', () => {
  test('a table that gave everything stores its offset, one cut in the middle its last applied change', () => {
    const buffers = buffersOf({
      commits: { changes: [commit(110n, ['leads']), commit(120n, ['notes'])], seen: 130n },
      leads: { changes: [row('leads', 110n, 2), row('leads', 120n)], seen: 130n },
      notes: {},
    });
    const cut = makeCut(buffers, planCut(buffers, whole), DEVICE, 100n);
    expect(cut).toMatchObject({ lsn: '119', arrived: ['commit-110'], asOf: '2026-01-01T00:00:50.000Z' });
    expect(cut.positions).toEqual([
      { table: 'commits', handle: 'h-commits', offset: '110_90' },
      { table: 'leads', handle: 'h-leads', offset: '110_2' },
    ]);
  });

  test('a late change does not take the replica back', () => {
    const buffers = buffersOf({
      commits: { seen: 110n },
      leads: { changes: [row('leads', 105n)], seen: 110n },
    });
    expect(makeCut(buffers, planCut(buffers, { limit: 1 }), DEVICE, 500n).lsn).toBe('500');
  });

  test('what was received before is not received again', () => {
    const buffers = buffersOf({
      commits: { seen: 120n },
      leads: { changes: [row('leads', 110n), row('leads', 120n)], seen: 120n },
    });
    const after = afterPlan(buffers, planCut(buffers, whole));
    const leads = after.get('leads');
    const again =
      leads &&
      receive(leads, {
        rows: [],
        changes: [row('leads', 110n), row('leads', 130n)],
        snapshotEnded: false,
        isUpToDate: true,
        seenLsn: 130n,
        openLsn: null,
        handle: 'h-leads',
        offset: '130_0',
      });
    expect(again?.changes.map(({ lsn }) => lsn)).toEqual([130n]);
  });
});
