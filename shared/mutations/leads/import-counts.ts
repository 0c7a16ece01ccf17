import type { MutationContext } from '../define.ts';
import { existingRows } from '../existing.ts';
import type { MutationStore } from '../store.ts';
import type { ImportBatch } from './import-batch.ts';
import type { ImportDecision } from './import-decision.ts';

/** Counters of the import grow by what this batch did: two batches in any order give the same sums. */
export async function addImportCounts(
  store: MutationStore,
  batch: ImportBatch,
  decision: ImportDecision,
  context: MutationContext,
): Promise<void> {
  const [run] = await existingRows(store, 'lead_imports', [batch.import_id], context);
  if (!run) return;
  const verdicts = { ...run.verdicts };
  for (const { row } of decision.judged) {
    verdicts[row.verification.verdict] = (verdicts[row.verification.verdict] ?? 0) + 1;
  }
  await store.update('lead_imports', [
    {
      id: run.id,
      total_rows: run.total_rows + batch.rows.length + batch.refused + batch.skipped,
      created_rows: run.created_rows + decision.creates.length,
      updated_rows: run.updated_rows + decision.updates.length,
      skipped_rows: run.skipped_rows + decision.skipped + batch.skipped,
      refused_rows: run.refused_rows + batch.refused,
      verdicts,
    },
  ]);
}
