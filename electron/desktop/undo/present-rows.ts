import { z } from 'zod';

import type { RawRow } from '../../../shared/mutations/canonical.ts';
import { parseRow } from '../../../shared/mutations/row-json.ts';
import { MAX_ROWS_PER_MUTATION } from '../../../shared/mutations/store-state.ts';
import type { DoneRow } from '../../../shared/mutations/undo/done.ts';
import type { Present } from '../../../shared/mutations/undo/plan.ts';
import { isSyncedTable } from '../../../shared/schema/registry.ts';
import type { ReplicaClient } from '../../replica/types.ts';

const answerSchema = z.object({ key: z.string(), r: z.string() });

/** The rows an action changed, as this device has them now. */
export async function presentRows(
  replica: Pick<ReplicaClient, 'read'>,
  rows: readonly DoneRow[],
): Promise<Present> {
  const present = new Map<string, RawRow>();
  for (const [table, own] of Map.groupBy(rows, (row) => row.table)) {
    if (!isSyncedTable(table)) continue;
    for (let from = 0; from < own.length; from += MAX_ROWS_PER_MUTATION) {
      const ids = own.slice(from, from + MAX_ROWS_PER_MUTATION).map(({ id }) => id);
      for (const raw of await replica.read('rows.present', { table, ids })) {
        const { key, r } = answerSchema.parse(raw);
        present.set(`${table}/${key}`, parseRow(table, r));
      }
    }
  }
  return (table, id) => present.get(`${table}/${id}`);
}
