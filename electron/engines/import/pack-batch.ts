import { refusedRowsLine } from '../../../shared/domain/csv/refused-rows.ts';
import type { PlannedBatch } from '../../../shared/engines/guardian/import-plan.ts';
import { importRow } from '../../../shared/engines/guardian/import-row.ts';
import { derivedId } from '../../../shared/mutations/derived-id.ts';
import { importBatchArgs } from '../../../shared/mutations/leads/import-batch.ts';
import type { ImportRow } from '../../../shared/mutations/leads/import-batch.ts';
import type { CsvBatch } from '../../../host/csv/read-csv.ts';
import type { ImportProgress } from './import-record.ts';
import type { ImportTask, WorkerBatch } from './worker-messages.ts';

type Progress = Omit<ImportProgress, 'refused_bytes'>;

/** Ids of leads and of batches are derived, so that a batch planned twice is the same batch. */
export function batchMutationId(importId: string, batch: number): string {
  return derivedId(importId, batch);
}

/** Above what mutations derive for rows of their own. */
const LEAD_IDS_FROM = 3_000_000_000;

/** One planned batch as the arguments of its mutation, the lines of its refused rows, and the progress after it. */
export function packBatch(
  task: Pick<ImportTask, 'importId' | 'clientId' | 'campaignId' | 'options' | 'columns'>,
  before: Progress,
  read: CsvBatch,
  planned: PlannedBatch,
): WorkerBatch {
  const batch = before.batch + 1;
  const mutationId = batchMutationId(task.importId, batch);
  const rows: ImportRow[] = [];
  const reasons: Record<string, number> = { ...before.refused_reasons };
  let refusedLines = '';
  for (const row of planned.rows) {
    if (row.action === 'create' || row.action === 'update') {
      rows.push(importRow(row, derivedId(mutationId, LEAD_IDS_FROM + rows.length), 'desktop'));
    } else if (row.action === 'refuse') {
      const texts = row.reasons.map(({ text }) => text);
      refusedLines += refusedRowsLine(task.columns, { row: row.row, cells: row.cells, reasons: texts });
      countReasons(reasons, row.reasons);
    }
  }
  return {
    args: importBatchArgs.parse({
      import_id: task.importId,
      client_id: task.clientId,
      campaign_id: task.campaignId,
      mode: task.options.mode,
      on_match: task.options.onMatch,
      rows,
      refused: planned.counts.refused,
      skipped: planned.counts.skipped,
    }),
    refusedLines,
    progress: {
      batch,
      checkpoint: read.checkpoint,
      counts: addCounts(before.counts, planned.counts),
      refused_reasons: reasons,
      bytes_done: Math.min(read.bytesRead, read.totalBytes),
    },
  };
}

/** By kind of reason: texts name values of a row and would not add up. A row counts under each of its reasons. */
function countReasons(reasons: Record<string, number>, given: readonly { readonly code: string }[]): void {
  for (const code of new Set(given.map((reason) => reason.code))) reasons[code] = (reasons[code] ?? 0) + 1;
}

function addCounts(before: Progress['counts'], more: PlannedBatch['counts']): Progress['counts'] {
  const { verdicts } = before;
  return {
    total: before.total + more.total,
    created: before.created + more.created,
    updated: before.updated + more.updated,
    skipped: before.skipped + more.skipped,
    refused: before.refused + more.refused,
    verdicts: {
      valid: verdicts.valid + more.verdicts.valid,
      risky: verdicts.risky + more.verdicts.risky,
      unknown: verdicts.unknown + more.verdicts.unknown,
      invalid: verdicts.invalid + more.verdicts.invalid,
      blocked: verdicts.blocked + more.verdicts.blocked,
    },
  };
}
