import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { z } from 'zod';

import { chunksOf } from '../../../shared/kernel/chunks.ts';
import type { RawRow } from '../../../shared/mutations/canonical.ts';
import { parseRow } from '../../../shared/mutations/row-json.ts';
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
    for (const part of chunksOf(own, MAX_ROWS_PER_MUTATION)) {
      const ids = part.map(({ id }) => id);
      for (const raw of await replica.read('rows.present', { table, ids })) {
        const { key, r } = answerSchema.parse(raw);
        present.set(`${table}/${key}`, parseRow(table, r));
      }
    }
  }
  return (table, id) => present.get(`${table}/${id}`);
}
