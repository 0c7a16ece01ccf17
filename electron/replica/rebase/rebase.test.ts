import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTouchIndex } from './pending-index.ts';
import { createTouchRecorder, rowKey, splitRowKey, valuesOf } from './resources.ts';
import type { RowKey, SearchKey, Touch } from './resources.ts';
import { rebase } from './run-rebase.ts';
import type { RebaseStore, Rerun } from './run-rebase.ts';

type Row = { readonly email_key: string; readonly city: string; readonly n: number };
type Rows = Map<string, Row>;

/** Small programs that read, search and write as mutations do, also depending on what they read. */
type Program =
  | { readonly op: 'set'; readonly id: string; readonly n: number }
  | { readonly op: 'copy'; readonly from: string; readonly to: string }
  | { readonly op: 'branch'; readonly on: string; readonly odd: string; readonly even: string }
  | { readonly op: 'create'; readonly id: string; readonly key: string; readonly n: number }
  | { readonly op: 'rename'; readonly id: string; readonly key: string }
  | { readonly op: 'sum'; readonly by: 'email_key' | 'city'; readonly value: string; readonly to: string }
  | { readonly op: 'remove'; readonly id: string };

class Refused extends Error {}

/** Runs a program on rows, recording as the product's store does. Programs refuse before they write. */
function run(
  rows: Rows,
  program: Program,
): {
  readonly touch: Touch;
  readonly refused: boolean;
  readonly writes: Map<string, Row | null>;
  readonly befores: Map<string, Row | null>;
} {
  const { recorder, touch } = createTouchRecorder();
  const writes = new Map<string, Row | null>();
  const befores = new Map<string, Row | null>();
  const get = (id: string): Row | null => {
    recorder.read?.('leads', [id]);
    return rows.get(id) ?? null;
  };
  const put = (id: string, after: Row | null) => {
    recorder.write?.({ table: 'leads', id, before: rows.get(id) ?? null, after });
    if (!befores.has(id)) befores.set(id, rows.get(id) ?? null);
    writes.set(id, after);
    if (after) rows.set(id, after);
    else rows.delete(id);
  };
  const find = (column: 'email_key' | 'city', value: string) => {
    const found = [...rows].filter(([, row]) => row[column] === value);
    recorder.lookup?.(
      'leads',
      column,
      [value],
      found.map(([id]) => id),
    );
    return found;
  };
  const patch = (id: string, change: Partial<Row>) => {
    const row = get(id);
    if (row) put(id, { ...row, ...change });
  };
  try {
    switch (program.op) {
      case 'set':
        patch(program.id, { n: program.n });
        break;
      case 'copy':
        patch(program.to, { n: (get(program.from)?.n ?? 0) + 1 });
        break;
      case 'branch':
        patch((get(program.on)?.n ?? 0) % 2 === 1 ? program.odd : program.even, { n: 100 });
        break;
      case 'create':
        if (find('email_key', program.key).length > 0) throw new Refused();
        if (get(program.id)) throw new Refused();
        put(program.id, { email_key: program.key, city: program.key, n: program.n });
        break;
      case 'rename':
        patch(program.id, { email_key: program.key, city: program.key });
        break;
      case 'sum':
        patch(program.to, { n: find(program.by, program.value).reduce((sum, [, row]) => sum + row.n, 1) });
        break;
      case 'remove':
        if (get(program.id)) put(program.id, null);
        break;
    }
    return { touch: touch(), refused: false, writes, befores };
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const { reads, searches } = touch();
    return {
      touch: { reads, searches, writes: [], values: [] },
      refused: true,
      writes: new Map(),
      befores: new Map(),
    };
  }
}

/** A device: visible rows, remembered server rows, pending programs. Rebase is the code under test. */
function createDevice() {
  const rows: Rows = new Map();
  const shadow = new Map<RowKey, Row | null>();
  const pending = new Map<number, Program>();
  const index = createTouchIndex();
  let reruns = 0;

  const execute = (program: Program): Rerun & { refused: boolean } => {
    const result = run(rows, program);
    for (const [id, before] of result.befores) {
      const key = rowKey('leads', id);
      if (!shadow.has(key)) shadow.set(key, before);
    }
    return { touch: result.touch, error: null, refused: result.refused };
  };
  const store: RebaseStore = {
    restore: async (keys) => {
      const changed: RowKey[] = [];
      const searches: SearchKey[] = [];
      for (const key of keys) {
        const { id } = splitRowKey(key);
        const before = rows.get(id) ?? null;
        const after = shadow.get(key) ?? null;
        if (JSON.stringify(before) === JSON.stringify(after)) continue;
        changed.push(key);
        searches.push(...valuesOf({ table: 'leads', before, after }));
        if (after) rows.set(id, after);
        else rows.delete(id);
      }
      return { rows: changed, searches };
    },
    forget: async (keys) => {
      for (const key of keys) shadow.delete(key);
    },
    run: async (seq) => {
      reruns += 1;
      return execute(pending.get(seq)!);
    },
    attempt: async (attempt) => {
      const savedRows = new Map(rows);
      const savedShadow = new Map(shadow);
      if (await attempt()) return true;
      rows.clear();
      for (const [id, row] of savedRows) rows.set(id, row);
      shadow.clear();
      for (const [key, row] of savedShadow) shadow.set(key, row);
      return false;
    },
  };
  const news = async (server: Map<string, Row | null>, removed: readonly number[]) => {
    const changedRows: RowKey[] = [];
    const searches: SearchKey[] = [];
    for (const [id, after] of server) {
      const key = rowKey('leads', id);
      const dirty = index.writers(key).size > 0;
      const before = (dirty ? shadow.get(key) : rows.get(id)) ?? null;
      changedRows.push(key);
      searches.push(...valuesOf({ table: 'leads', before, after }));
      if (dirty) shadow.set(key, after);
      else if (after) rows.set(id, after);
      else rows.delete(id);
    }
    const result = await rebase(store, index, { removed: new Set(removed), rows: changedRows, searches });
    for (const seq of removed) {
      pending.delete(seq);
      index.remove(seq);
    }
    for (const [seq, rerun] of result.reruns) index.set(seq, rerun.touch);
  };
  return {
    rows,
    shadow,
    pending,
    news,
    reruns: () => reruns,
    dirty: () => new Set(index.dirtyRows()),
    local: (seq: number, program: Program) => {
      const { touch, refused } = execute(program);
      if (refused) return;
      pending.set(seq, program);
      index.set(seq, touch);
    },
  };
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const value = fc.constantFrom('x', 'y', 'z');
const n = fc.integer({ min: 0, max: 9 });
const program: fc.Arbitrary<Program> = fc.oneof(
  fc.record({ op: fc.constant('set' as const), id, n }),
  fc.record({ op: fc.constant('copy' as const), from: id, to: id }),
  fc.record({ op: fc.constant('branch' as const), on: id, odd: id, even: id }),
  fc.record({ op: fc.constant('create' as const), id, key: value, n }),
  fc.record({ op: fc.constant('rename' as const), id, key: value }),
  fc.record({
    op: fc.constant('sum' as const),
    by: fc.constantFrom('email_key' as const, 'city' as const),
    value,
    to: id,
  }),
  fc.record({ op: fc.constant('remove' as const), id }),
);
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('local' as const), program }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('server' as const),
      programs: fc.array(program, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('arriveOther' as const), program }) },
);

test('after any news the rows are the server’s with the remaining pending changes replayed in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
      const server: Rows = new Map();
      const device = createDevice();
      let seq = 0;
      for (const each of events) {
        const first = [...device.pending.keys()][0];
        if (each.kind === 'local') {
          seq += 1;
          device.local(seq, each.program);
        } else if (each.kind === 'server') {
          const written = new Map<string, Row | null>();
          for (const one of each.programs)
            for (const [key, row] of run(server, one).writes) written.set(key, row);
          await device.news(written, []);
        } else if (each.kind === 'reject') {
          const seqs = [...device.pending.keys()];
          const chosen = seqs[each.which % Math.max(1, seqs.length)];
          if (chosen !== undefined) await device.news(new Map(), [chosen]);
        } else if (each.kind === 'arriveOther') {
          // The server did something else than the device expected under the same mutation.
          if (first !== undefined) await device.news(run(server, each.program).writes, [first]);
        } else {
          const arrived = [...device.pending.entries()].slice(0, each.count);
          const written = new Map<string, Row | null>();
          for (const [, one] of arrived)
            for (const [key, row] of run(server, one).writes) written.set(key, row);
          await device.news(
            written,
            arrived.map(([pendingSeq]) => pendingSeq),
          );
        }
        const reference = new Map(server);
        for (const one of device.pending.values()) run(reference, one);
        expect(sorted(device.rows)).toEqual(sorted(reference));
        expect(new Set(device.shadow.keys())).toEqual(device.dirty());
      }
    }),
    { numRuns: 2000 },
  );
});

test('an acknowledgement among ten thousand pending edits re-runs only the edits of the same row', async () => {
  const device = createDevice();
  for (let row = 0; row < 10_000; row += 1) {
    device.rows.set(`row${row}`, { email_key: `k${row}`, city: 'x', n: 0 });
    device.local(row + 1, { op: 'set', id: `row${row}`, n: 1 });
  }
  device.local(10_001, { op: 'set', id: 'row7', n: 2 });
  await device.news(new Map([['row7', { email_key: 'k7', city: 'x', n: 1 }]]), [8]);
  expect(device.reruns()).toBe(1);
  expect(device.rows.get('row7')?.n).toBe(2);
});

test('edits of different rows that read the same row do not concern each other', async () => {
  const device = createDevice();
  for (const name of ['shared', 'a', 'b']) device.rows.set(name, { email_key: name, city: name, n: 1 });
  device.local(1, { op: 'copy', from: 'shared', to: 'a' });
  device.local(2, { op: 'copy', from: 'shared', to: 'b' });
  await device.news(new Map(), [1]);
  expect(device.reruns()).toBe(0);
  expect(device.rows.get('a')?.n).toBe(1);
  expect(device.rows.get('b')?.n).toBe(2);
});

function sorted(rows: Rows): unknown {
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1));
}
