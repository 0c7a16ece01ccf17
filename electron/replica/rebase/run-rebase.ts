/**
 * The rebase: settle what is over, put back what is concerned, re-run it in order. Works on any store that can put
 * rows back and run a mutation; the replica's is SQL, the property test's is a map.
 */
import type { WireError } from '../../../shared/kernel/app-error.ts';
import type { TouchIndex } from './pending-index.ts';
import { createTouchIndex } from './pending-index.ts';
import type { News, Touches } from './plan.ts';
import { closure, concerned, rowsToRestore, settledRows, union } from './plan.ts';
import type { RowKey, SearchKey, Touch } from './resources.ts';

export type Rerun = { readonly touch: Touch; readonly error: WireError | null };

export type RebaseStore = {
  /** Puts rows back to the server's version. Answers which turned out different, and the searches that this changes. */
  readonly restore: (
    rows: readonly RowKey[],
  ) => Promise<{ readonly rows: readonly RowKey[]; readonly searches: readonly SearchKey[] }>;
  /** Forgets the remembered server versions: these rows carry no pending change any more. */
  readonly forget: (rows: readonly RowKey[]) => Promise<void>;
  /** Runs one pending mutation again. A refusal leaves no effect and is an answer, not an exception. */
  readonly run: (seq: number) => Promise<Rerun>;
  /** Runs `attempt`, and takes all it did back unless it answers true. */
  readonly attempt: (attempt: () => Promise<boolean>) => Promise<boolean>;
};

export type RebaseResult = { readonly reruns: ReadonlyMap<number, Rerun> };

/** Brings the store to "server rows, then the remaining pending mutations in order". `index` is not changed. */
export async function rebase(store: RebaseStore, index: TouchIndex, news: News): Promise<RebaseResult> {
  const settled = settledRows(index, news.removed);
  const different =
    settled.length > 0 ? await store.restore(settled) : { rows: [] as const, searches: [] as const };
  await store.forget(settled);
  const seeds = concerned(index, {
    ...news,
    rows: [...news.rows, ...different.rows],
    searches: [...news.searches, ...different.searches],
  });
  const alsoRestore = rowsToRestore(index, news.removed).filter((row) => !settled.includes(row));
  return rerunAll(store, index, seeds, news.removed, alsoRestore);
}

async function rerunAll(
  store: RebaseStore,
  index: TouchIndex,
  seeds: ReadonlySet<number>,
  removed: ReadonlySet<number>,
  alsoRestore: readonly RowKey[],
): Promise<RebaseResult> {
  if (seeds.size === 0) return { reruns: new Map() };
  const learned = new Map<number, Touch>();
  for (;;) {
    const touches = widened(index, learned);
    const seqs = closure(touches, seeds, removed);
    const reruns = new Map<number, Rerun>();
    const done = await store.attempt(async () => {
      const rows = [...new Set([...rowsToRestore(index, seqs), ...alsoRestore])];
      await store.restore(rows);
      for (const seq of seqs) reruns.set(seq, await store.run(seq));
      for (const [seq, rerun] of reruns) learned.set(seq, union(touches.touchOf(seq), rerun.touch));
      // A re-run may have touched what it did not touch before: then its new neighbours belong to the group.
      if (closure(widened(index, learned), seqs, removed).length > seqs.length) return false;
      const written = new Set([...reruns.values()].flatMap((rerun) => rerun.touch.writes));
      await store.forget(rows.filter((row) => !written.has(row)));
      return true;
    });
    if (done) return { reruns };
  }
}

/** The index with some mutations' touches replaced by wider ones. */
function widened(index: TouchIndex, learned: ReadonlyMap<number, Touch>): Touches {
  if (learned.size === 0) return index;
  const extra = createTouchIndex();
  for (const [seq, touch] of learned) extra.set(seq, touch);
  return {
    touchOf: (seq) => learned.get(seq) ?? index.touchOf(seq),
    writers: (row) => index.writers(row).union(extra.writers(row)),
    readers: (row) => index.readers(row).union(extra.readers(row)),
    searchers: (key) => index.searchers(key).union(extra.searchers(key)),
    changers: (key) => index.changers(key).union(extra.changers(key)),
  };
}
