import type { ImportPreview, ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import type { CsvPreview } from '../../../host/csv/preview-csv.ts';
import type { ImportRecord } from './import-record.ts';

const REASONS_SHOWN = 20;
const ROWS_SHOWN = 20;

export function summaryOf(record: ImportRecord, dryRun = false): ImportSummary {
  const { counts, refused_reasons: reasons } = record.progress;
  return {
    importId: record.import_id,
    fileName: record.file.name,
    clientId: record.client_id,
    state: record.state,
    dryRun,
    rows: counts.total,
    created: counts.created,
    updated: counts.updated,
    skipped: counts.skipped,
    refused: counts.refused,
    verdicts: { ...counts.verdicts },
    refusedReasons: Object.entries(reasons)
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, REASONS_SHOWN)
      .map(([code, rows]) => ({ text: inWords(code), rows })),
    bytesDone: record.progress.bytes_done,
    bytesTotal: record.file.bytes,
    error: record.error,
  };
}

/** Texts of reasons name values of a row; over many rows the kind of reason is what adds up. */
function inWords(code: string): string {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function previewOf(fileId: string, fileName: string, preview: CsvPreview): ImportPreview {
  const column = new Map(preview.columns.map(({ name, index }) => [name, index]));
  return {
    fileId,
    fileName,
    bytes: preview.file.size,
    encoding: preview.format.encoding,
    delimiter: preview.format.delimiter,
    headers: preview.columns.map(({ name }) => name),
    sampleRows: preview.sampleRows.slice(0, ROWS_SHOWN).map((row) => [...row]),
    estimatedRows: preview.estimatedRows,
    problems: preview.problems.map(({ code, text, severity }) => ({
      code,
      text,
      blocking: severity === 'error',
    })),
    mapping: preview.mappingGuess.columns.flatMap(({ column: name, target, confidence }) => {
      const index = column.get(name);
      return index === undefined ? [] : [{ column: index, field: target, confidence }];
    }),
  };
}
