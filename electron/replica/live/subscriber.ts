/**
 * One subscription: what it was told last, and the smallest event that brings it up to date. A consumer that does not
 * keep up is told nothing until it is ready, and then everything at once: events never queue up.
 */
import type { LiveEvent, LiveRow } from '../../../shared/contracts/desktop/live.ts';

export type LiveSink = {
  readonly push: (event: LiveEvent) => void;
  /** False while earlier events wait to be taken. */
  readonly ready: () => boolean;
};

export type Window = { readonly offset: number; readonly limit: number };

export type ShownRow = LiveRow & {
  /** The row as JSON: equal text means nothing to tell. */
  readonly text: string;
};

export type Shown = {
  readonly total: number;
  readonly offset: number;
  readonly order: readonly string[];
  readonly rows: ReadonlyMap<string, ShownRow>;
};

export type Subscriber = {
  readonly window: () => Window | null;
  readonly setWindow: (window: Window) => void;
  /** Tells what changed since last time; nothing when nothing did. */
  readonly show: (shown: Shown, asOf: string | null) => void;
  readonly fail: (event: Extract<LiveEvent, { kind: 'failed' }>) => void;
  /** Whether something was held back. */
  readonly isBehind: () => boolean;
};

export function createSubscriber(sink: LiveSink, first: Window | null): Subscriber {
  let window = first;
  let told: Shown | null = null;
  let behind = false;
  return {
    window: () => window,
    setWindow: (next) => {
      window = next;
    },
    show: (shown, asOf) => {
      if (!sink.ready()) {
        behind = true;
        told = null;
        return;
      }
      const event = told ? difference(told, shown) : snapshot(shown, asOf);
      behind = false;
      told = shown;
      if (event) sink.push(event);
    },
    fail: (event) => sink.push(event),
    isBehind: () => behind,
  };
}

export function shownRow(
  key: string,
  row: Readonly<Record<string, unknown>>,
  sync: LiveRow['sync'],
): ShownRow {
  return { key, row: { ...row }, sync, text: JSON.stringify(row) };
}

function snapshot({ total, offset, order, rows }: Shown, asOf: string | null): LiveEvent {
  return { kind: 'snapshot', total, offset, rows: rowsOf(order, rows), asOf };
}

function difference(told: Shown, shown: Shown): LiveEvent | null {
  const changed = shown.order.filter((key) => {
    const [before, after] = [told.rows.get(key), shown.rows.get(key)];
    return before !== after && (before?.text !== after?.text || before?.sync !== after?.sync);
  });
  const sameFrame = told.total === shown.total && told.offset === shown.offset;
  if (changed.length === 0 && sameFrame && sameOrder(told.order, shown.order)) return null;
  const { total, offset, order } = shown;
  return { kind: 'diff', total, offset, order: [...order], upserts: rowsOf(changed, shown.rows) };
}

function rowsOf(keys: readonly string[], rows: ReadonlyMap<string, ShownRow>): LiveRow[] {
  return keys.flatMap((key) => {
    const found = rows.get(key);
    return found ? [{ key, row: found.row, sync: found.sync }] : [];
  });
}

function sameOrder(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key, at) => key === right[at]);
}
