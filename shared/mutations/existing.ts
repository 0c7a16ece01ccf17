import type { MutableTableName, Row } from '../schema/registry.ts';
import { rawRow } from './canonical.ts';
import type { MutationContext } from './define.ts';
import { idTaken, missingReference, rowsRefused } from './refusals.ts';
import type { MutationStore } from './store.ts';

/** The rows of these ids. Throws `not_found` (on the server) when there is none. */
export async function existingRows<Name extends MutableTableName>(
  store: MutationStore,
  table: Name,
  ids: readonly string[],
  context: MutationContext,
): Promise<readonly Row<Name>[]> {
  const rows = await store.get(table, ids);
  if (rows.length === 0) rowsRefused(table, context);
  return rows;
}

/** Throws `already_exists` when one of the ids is in use. */
export async function assertIdsFree(
  store: MutationStore,
  table: MutableTableName,
  ids: readonly string[],
): Promise<void> {
  const taken = await store.get(table, ids);
  if (taken.length > 0) throw idTaken(table);
}

/**
 * Whether a row that a new one refers to is there and belongs to the same client. Asked on the server only: a device may
 * not hold it. Throws `precondition_failed`.
 */
export async function assertRefersTo(
  store: MutationStore,
  table: MutableTableName,
  id: string | null,
  context: MutationContext,
): Promise<void> {
  if (id === null || context.side === 'device') return;
  const [row] = await store.get(table, [id]);
  const owner = row ? rawRow(row)['scope_client_id'] : undefined;
  if (owner === context.scope) return;
  throw missingReference(table);
}
