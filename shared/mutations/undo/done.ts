import { z } from 'zod';
import { deepEqual, rawRow, type RawRow } from '../canonical.ts';
import type { RowChange } from '../recorder.ts';

const rowImage = z.record(z.string(), z.unknown()).nullable();

/** A `DoneRow` as it is read back. */
export const doneRowSchema = z.object({
  table: z.string(),
  id: z.string(),
  before: rowImage,
  after: rowImage,
});

/** One row as a mutation changed it: the columns that differ, or the whole row where it came, went or is small. */
export type DoneRow = {
  readonly table: string;
  readonly id: string;
  readonly before: RawRow | null;
  readonly after: RawRow | null;
};

/** A mutation that was made here, with what is needed to take it back. */
export type DoneMutation = {
  readonly name: string;
  readonly args: unknown;
  /** Who made it. */
  readonly userId: string | null;
  readonly rows: readonly DoneRow[];
};

/** Their way back needs more than what changed; they are changed one or few at a time. */
const WHOLE_ROWS: ReadonlySet<string> = new Set(['incidents', 'saved_views', 'suppressions', 'conflicts']);

/** Columns that travel together: the way back names both or none. */
export const LINKED_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  leads: { email: 'email_key', email_key: 'email' },
};

const NOISE: ReadonlySet<string> = new Set(['updated_at']);

/** What a run changed, as small as its way back allows. Records about changes are left out. */
export function doneRows(changes: readonly RowChange[]): readonly DoneRow[] {
  return changes
    .filter(({ table }) => table !== 'activity')
    .map(({ table, id, before, after }): DoneRow => {
      if (before === null) return { table, id, before, after: WHOLE_ROWS.has(table) ? after : {} };
      if (after === null || WHOLE_ROWS.has(table)) return { table, id, before, after };
      const changed = changedNames(table, before, after);
      return { table, id, before: only(before, changed), after: only(after, changed) };
    });
}

function changedNames(table: string, before: RawRow, after: RawRow): ReadonlySet<string> {
  const names = Object.keys(after).filter(
    (name) => !NOISE.has(name) && !deepEqual(before[name], after[name]),
  );
  const linked = LINKED_COLUMNS[table] ?? {};
  return new Set(names.flatMap((name) => [name, ...(linked[name] === undefined ? [] : [linked[name]])]));
}

function only(row: RawRow, names: ReadonlySet<string>): RawRow {
  return rawRow(Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name))));
}
