/**
 * The one way a person's changes of fields reach existing rows: each field by its merge policy (shared/domain/merge-policy),
 * measured against what the person saw. Different fields never conflict. On a device nothing is asked: the optimistic
 * result is what the person wants, the server decides.
 */
import { decideField } from '../domain/merge-policy/decide-field.ts';
import { mergePolicyOf } from '../domain/merge-policy/policies.ts';
import { STATUS_MACHINES } from '../domain/transitions/status-machines.ts';
import { isAllowed } from '../domain/transitions/transition.ts';
import { AppError } from '../kernel/app-error.ts';
import type { MutableTableName, NewRow, Row } from '../schema/registry.ts';
import { canonicalPatch, rawRow, sameValue, type RawRow } from './canonical.ts';
import type { MutationContext } from './define.ts';
import { CONFLICT_IDS_FROM } from './derived-id.ts';
import { rowsRefused } from './refusals.ts';
import type { MutationStore, Patch } from './store.ts';

export type FieldPatchOptions<Name extends MutableTableName> = {
  /**
   * Fields the mutation itself computes from a row and the changes that were let through (such as `resolved_at`).
   * They are written as they are.
   */
  readonly computed?: (before: Row<Name>, written: Partial<Row<Name>>) => Partial<Row<Name>>;
};

export type FieldPatchResult<Name extends MutableTableName> = {
  /** Rows as they were, of every patch that named an existing row. */
  readonly before: readonly Row<Name>[];
  /** How many rows changed. */
  readonly changed: number;
  /** Fields left alone until someone chooses. */
  readonly conflicts: number;
};

type Asked = { readonly row: RawRow; readonly field: string; readonly mine: unknown; readonly seen: unknown };
type Outcome = {
  readonly row: RawRow;
  readonly writes: Record<string, unknown>;
  readonly asked: readonly Asked[];
};

/**
 * Writes what the policies let through and records the rest in `conflicts`. Throws `forbidden` for a field that people
 * may not write, `precondition_failed` for a status that cannot be reached, `not_found` (on the server) when none of the
 * rows exists.
 */
export async function applyFieldPatches<Name extends MutableTableName>(
  store: MutationStore,
  table: Name,
  patches: readonly Patch<Name>[],
  context: MutationContext,
  options: FieldPatchOptions<Name> = {},
): Promise<FieldPatchResult<Name>> {
  const wanted = new Map(patches.map((patch) => [patch.id, canonicalPatch(table, rawRow(patch))]));
  for (const patch of wanted.values()) assertWritableFields(table, patch, context);
  const before = await store.get(table, [...wanted.keys()]);
  if (before.length === 0 && wanted.size > 0) rowsRefused(table, context);
  const outcomes: Outcome[] = [];
  for (const row of before) {
    const raw = rawRow(row);
    const patch = wanted.get(String(raw['id'])) ?? {};
    outcomes.push(await decideRow(table, raw, patch, context));
  }
  assertTransitions(table, outcomes);
  await store.update(table, changedRows(outcomes, before, options));
  const asked = outcomes.flatMap((outcome) => outcome.asked);
  if (asked.length > 0) await store.insert('conflicts', conflictRows(table, asked, context));
  const changed = outcomes.filter((outcome) => Object.keys(outcome.writes).length > 0).length;
  return { before, changed, conflicts: asked.length };
}

/** Writes one field as it is, whatever it was. Throws `invalid_input` for a value the column cannot hold. */
export async function writeField(
  store: MutationStore,
  table: MutableTableName,
  id: string,
  field: string,
  value: unknown,
): Promise<void> {
  const patch: unknown = canonicalPatch(table, { id, [field]: value });
  // Checked against the table's columns just now.
  await store.update(table, [patch as Patch<MutableTableName>]);
}

function assertWritableFields(table: MutableTableName, patch: RawRow, context: MutationContext): void {
  if (context.actor.kind === 'system') return;
  for (const field of Object.keys(patch)) {
    if (field === 'id' || mergePolicyOf(table, field) !== 'server') continue;
    throw new AppError('forbidden', `${table}.${field} is not written by people`, {
      hint: `${field.replaceAll('_', ' ')} cannot be changed by hand.`,
    });
  }
}

async function decideRow(
  table: MutableTableName,
  row: RawRow,
  patch: RawRow,
  context: MutationContext,
): Promise<Outcome> {
  const id = String(row['id']);
  const writes: Record<string, unknown> = {};
  const asked: Asked[] = [];
  for (const [field, mine] of Object.entries(patch)) {
    if (field === 'id') continue;
    const seen = context.expected[id]?.[field];
    const decision = decideField({
      policy: mergePolicyOf(table, field),
      present: row[field],
      wanted: mine,
      seen,
      same: (left, right) => sameValue(table, field, left, right),
    });
    if (decision.kind === 'write') writes[field] = decision.value;
    if (decision.kind !== 'ask') continue;
    const settled = context.side === 'device' || (await context.server?.wroteLast(table, id, field)) === true;
    if (settled) writes[field] = mine;
    else asked.push({ row, field, mine, seen });
  }
  return { row, writes, asked };
}

/** One sentence for all rows that cannot take the step. */
function assertTransitions(table: MutableTableName, outcomes: readonly Outcome[]): void {
  const machine = STATUS_MACHINES[table];
  if (!machine) return;
  const refused = outcomes.filter(
    ({ row, writes }) =>
      typeof writes['status'] === 'string' &&
      !isAllowed(machine.transitions, String(row['status']), writes['status']),
  );
  const first = refused[0];
  if (!first) return;
  const from = words(first.row['status']);
  const to = words(first.writes['status']);
  const hint =
    refused.length === 1
      ? `This ${machine.noun} is ${from} and cannot become ${to}.`
      : `${refused.length} of ${outcomes.length} ${machine.noun}s cannot become ${to} (one of them is ${from}). Nothing was changed.`;
  throw new AppError('precondition_failed', `${table}: ${from} → ${to} is not allowed`, {
    hint,
    details: { ids: refused.slice(0, 50).map(({ row }) => row['id']) },
  });
}

function changedRows<Name extends MutableTableName>(
  outcomes: readonly Outcome[],
  before: readonly Row<Name>[],
  options: FieldPatchOptions<Name>,
): readonly Patch<Name>[] {
  return outcomes.flatMap(({ row, writes }, index) => {
    const former = before[index];
    if (Object.keys(writes).length === 0 || !former) return [];
    // `writes` holds columns of this very table in canonical form.
    const computed = options.computed?.(former, writes as Partial<Row<Name>>) ?? {};
    return [{ id: String(row['id']), ...writes, ...computed } as Patch<Name>];
  });
}

function conflictRows(
  table: MutableTableName,
  asked: readonly Asked[],
  context: MutationContext,
): readonly NewRow<'conflicts'>[] {
  const userId = context.actor.userId;
  // Only people say what they saw.
  if (userId === null) throw new AppError('bug', 'a system mutation brought expectations');
  return asked.map(({ row, field, mine, seen }, index) => ({
    id: context.derivedId(CONFLICT_IDS_FROM + index),
    scope_client_id: context.scope,
    mutation_id: context.mutationId,
    table_name: table,
    row_id: String(row['id']),
    field,
    base: seen,
    mine,
    theirs: row[field],
    user_id: userId,
    device_id: context.deviceId,
    created_at: context.now,
  }));
}

function words(status: unknown): string {
  return String(status).replaceAll('_', ' ');
}
