/** A lead list from a file to the server: read, judged and planned here, uploaded as the mutations a desktop would make. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { previewCsv, type CsvPreview } from '../../host/csv/preview-csv.ts';
import { readCsv } from '../../host/csv/read-csv.ts';
import { checkMapping, type ColumnMapping } from '../../shared/domain/csv/mapping.ts';
import { refusedRowsLine } from '../../shared/domain/csv/refused-rows.ts';
import { createRowReader } from '../../shared/domain/csv/row-reader.ts';
import type { Guardian } from '../../shared/engines/guardian/guardian.ts';
import { createImportPlanner, type PlannedBatch } from '../../shared/engines/guardian/import-plan.ts';
import { importRow } from '../../shared/engines/guardian/import-row.ts';
import type { ImportOptions } from '../../shared/engines/guardian/import-options.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import { importLeads } from '../../shared/mutations/leads/import-batch.ts';
import { finishImport } from '../../shared/mutations/lead-imports/finish.ts';
import { startImport } from '../../shared/mutations/lead-imports/start.ts';
import type { ExistingLead } from '../../shared/ports/existing-leads.ts';
import type { DeviceUploader } from './uploader.ts';

export type ImportListInput = {
  readonly path: string;
  readonly clientId: string;
  readonly options: ImportOptions;
  readonly guardian: Guardian;
  readonly existing: readonly ExistingLead[];
  /** Null: a dry run. */
  readonly uploader: DeviceUploader | null;
  readonly onRefused: (lines: string, preview: CsvPreview) => Promise<void>;
  readonly onProgress: (bytes: number, total: number) => void;
};

/** Throws `invalid_input` for a file or a mapping that cannot be used, before anything is written. */
export async function importList(input: ImportListInput): Promise<PlannedBatch['counts']> {
  const preview = await previewCsv(input.path);
  const { mapping } = preview.mappingGuess;
  refuseUnusable(preview, mapping);
  const importId = randomUUID();
  const byKey = new Map(input.existing.map((lead) => [lead.email_key, lead]));
  const planner = createImportPlanner({
    guardian: input.guardian,
    existing: { byEmailKeys: async (keys) => keys.flatMap((key) => byKey.get(key) ?? []) },
    readRow: createRowReader(preview.columns, mapping),
    options: input.options,
  });
  await openImport(input, importId, mapping);
  for await (const read of readCsv(input.path, { format: preview.format })) {
    await takeBatch(input, importId, preview, await planner.planBatch(read.rows));
    input.onProgress(read.bytesRead, read.totalBytes);
  }
  await input.uploader?.send([
    write(finishImport, { id: importId, client_id: input.clientId, status: 'finished', refused: 0 }),
  ]);
  return planner.counts();
}

async function openImport(input: ImportListInput, importId: string, mapping: ColumnMapping): Promise<void> {
  const used = Object.entries(mapping).filter(([, target]) => target !== 'ignore');
  await input.uploader?.send([
    write(startImport, {
      id: importId,
      client_id: input.clientId,
      campaign_id: null,
      file_name: basename(input.path),
      mode: input.options.mode,
      on_match: input.options.onMatch,
      mapping: Object.fromEntries(used.map(([column, target]) => [target, column])),
    }),
  ]);
}

async function takeBatch(
  input: ImportListInput,
  importId: string,
  preview: CsvPreview,
  planned: PlannedBatch,
): Promise<void> {
  const rows = planned.rows.flatMap((row) =>
    row.action === 'create' || row.action === 'update' ? [importRow(row, randomUUID(), 'server')] : [],
  );
  const refused = planned.rows.flatMap((row) =>
    row.action === 'refuse'
      ? [
          refusedRowsLine(preview.columns, {
            row: row.row,
            cells: row.cells,
            reasons: row.reasons.map(({ text }) => text),
          }),
        ]
      : [],
  );
  if (refused.length > 0) await input.onRefused(refused.join(''), preview);
  const { mode, onMatch } = input.options;
  const counts = { refused: planned.counts.refused, skipped: planned.counts.skipped };
  await input.uploader?.send([
    write(importLeads, {
      import_id: importId,
      client_id: input.clientId,
      campaign_id: null,
      mode,
      on_match: onMatch,
      rows,
      ...counts,
    }),
  ]);
}

function refuseUnusable(preview: CsvPreview, mapping: ColumnMapping): void {
  const blocking = preview.problems.filter(({ severity }) => severity === 'error');
  const problems = [...blocking, ...(blocking.length > 0 ? [] : checkMapping(mapping, preview.columns))];
  if (problems.length === 0) return;
  throw new AppError('invalid_input', 'the list cannot be used', {
    hint: problems.map(({ text }) => text).join('\n'),
  });
}

function write(mutation: { readonly name: string; readonly version: number }, args: unknown) {
  return { name: mutation.name, version: mutation.version, args };
}
