/** The way back of changed fields: each field what it was, measured against what the mutation made of it. */
import { mergePolicyOf } from '../../domain/merge-policy/policies.ts';
import { STATUS_MACHINES } from '../../domain/transitions/status-machines.ts';
import { isAllowed } from '../../domain/transitions/transition.ts';
import type { MutableTableName } from '../../schema/registry.ts';
import { sameValue, type RawRow } from '../canonical.ts';
import type { DoneRow } from './done.ts';
import { LINKED_COLUMNS } from './done.ts';
import type { Inverse, Present, UndoStep } from './plan.ts';
import { CHANGED_SINCE, NOTHING_CHANGED, noWay } from './plan.ts';

export type FieldsBack = {
  readonly id: string;
  readonly patch: RawRow;
  /** What the mutation made of these fields: a later change of someone else is then noticed by the server. */
  readonly expected: RawRow;
};

type Fate = 'back' | 'since' | 'no way';

/** An inverse that writes fields of one table back; `step` gives the rows their mutation. */
export function fieldsInverse(
  table: MutableTableName,
  step: (rows: readonly FieldsBack[], args: unknown) => UndoStep,
): Inverse {
  return (done, present) => {
    const rows = done.rows.filter((row) => row.table === table && row.before !== null && row.after !== null);
    if (rows.length === 0) return noWay(NOTHING_CHANGED);
    const found = rows.map((row) => backOf(table, row, present));
    const back = found.flatMap(({ row }) => row ?? []);
    const left = found.filter(({ fates }) => fates.some((fate) => fate !== 'back')).length;
    if (back.length > 0) return { kind: 'steps', steps: [step(back, done.args)], rows: back.length, left };
    if (found.some(({ fates }) => fates.includes('since'))) return noWay(CHANGED_SINCE);
    return noWay(stuckReason(table, rows[0]));
  };
}

/** `expected` of a step over several rows. */
export function expectedOf(rows: readonly FieldsBack[]): Record<string, RawRow> {
  return Object.fromEntries(rows.map(({ id, expected }) => [id, expected]));
}

function backOf(
  table: MutableTableName,
  { id, before, after }: DoneRow,
  present: Present | undefined,
): { readonly row: FieldsBack | null; readonly fates: readonly Fate[] } {
  const now = present?.(table, id);
  // What the mutation computed besides, it computes again on the way back.
  const fields = Object.keys(after ?? {}).filter((field) => mergePolicyOf(table, field) !== 'server');
  const fates = new Map(fields.map((field) => [field, fateOf(table, field, before ?? {}, after ?? {}, now)]));
  for (const [field, other] of Object.entries(LINKED_COLUMNS[table] ?? {})) {
    const fate = fates.get(other);
    if (fates.has(field) && fate !== undefined && fate !== 'back') fates.set(field, fate);
  }
  const names = fields.filter((field) => fates.get(field) === 'back');
  const pick = (row: RawRow | null) => Object.fromEntries(names.map((name) => [name, row?.[name] ?? null]));
  const row = names.length > 0 ? { id, patch: pick(before), expected: pick(after) } : null;
  return { row, fates: [...fates.values()] };
}

function fateOf(
  table: MutableTableName,
  field: string,
  before: RawRow,
  after: RawRow,
  now: RawRow | undefined,
): Fate {
  // A set gives and takes its own members, whatever else is in it by now.
  const isSet = mergePolicyOf(table, field) === 'merge-set';
  if (now && !isSet && !sameValue(table, field, now[field], after[field])) return 'since';
  const machine = field === 'status' ? STATUS_MACHINES[table] : undefined;
  if (machine && !isAllowed(machine.transitions, String(after[field]), String(before[field])))
    return 'no way';
  return 'back';
}

function stuckReason(table: MutableTableName, row: DoneRow | undefined): string {
  const machine = STATUS_MACHINES[table];
  const from = row?.after?.['status'];
  const to = row?.before?.['status'];
  if (!machine || from === undefined || to === undefined) return NOTHING_CHANGED;
  return `A ${machine.noun} that is ${words(from)} cannot become ${words(to)} again.`;
}

function words(status: unknown): string {
  return String(status).replaceAll('_', ' ');
}
