/** The way back of what is done to whole rows: trash, archive, creation. */
import { z } from 'zod';
import type { DoneMutation, DoneRow } from './done.ts';
import type { Inverse, Present, UndoPlan } from './plan.ts';
import { CHANGED_SINCE, NOTHING_CHANGED, noWay, oneStep } from './plan.ts';

const clientSchema = z.object({ client_id: z.string().nullable() });

/** Whose rows a mutation with these arguments writes; null for the agency's. */
export function clientOf({ args }: Pick<DoneMutation, 'args'>): string | null {
  return clientSchema.parse(args).client_id;
}

export function created(done: DoneMutation, table: string): readonly DoneRow[] {
  return done.rows.filter((row) => row.table === table && row.before === null);
}

export function changed(done: DoneMutation, table: string): readonly DoneRow[] {
  return done.rows.filter((row) => row.table === table && row.before !== null);
}

/** Rows whose column the mutation set from or to nothing, as long as nobody did the opposite since. */
export function marksInverse(
  table: string,
  column: string,
  step: (ids: readonly string[], done: DoneMutation) => { readonly name: string; readonly args: unknown },
): Inverse {
  return (done, present) => {
    const rows = changed(done, table).filter(({ after }) => after !== null && column in after);
    return planFor(rows, done, step, (row) => {
      const now = present?.(table, row.id);
      return now === undefined || isSet(now[column]) === isSet(row.after?.[column]);
    });
  };
}

/** Created rows go where removed ones go: `step` says how. Those that are gone already stay so. */
export function createdInverse(
  table: string,
  step: (ids: readonly string[], done: DoneMutation) => { readonly name: string; readonly args: unknown },
  isThere: (row: Readonly<Record<string, unknown>>) => boolean = () => true,
): Inverse {
  return (done, present) =>
    planFor(created(done, table), done, step, (row) => {
      const now = present?.(table, row.id);
      return now === undefined || isThere(now);
    });
}

function planFor(
  rows: readonly DoneRow[],
  done: DoneMutation,
  step: (ids: readonly string[], done: DoneMutation) => { readonly name: string; readonly args: unknown },
  goesBack: (row: DoneRow) => boolean,
): UndoPlan {
  if (rows.length === 0) return noWay(NOTHING_CHANGED);
  const ids = rows.filter(goesBack).map(({ id }) => id);
  if (ids.length === 0) return noWay(CHANGED_SINCE);
  const { name, args } = step(ids, done);
  return oneStep(name, args, ids.length, rows.length - ids.length);
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false;
}

/** The single row that a mutation changed, as it was, is meant to be and is. */
export function singleRow(
  done: DoneMutation,
  table: string,
  present: Present | undefined,
): { readonly row: DoneRow; readonly now: Readonly<Record<string, unknown>> | undefined } | null {
  const row = done.rows.find((one) => one.table === table);
  return row ? { row, now: present?.(table, row.id) } : null;
}
