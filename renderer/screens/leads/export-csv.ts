/** Leads as CSV text: RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it as UTF-8. */
import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { chunksOf } from '../../../shared/kernel/chunks.ts';
import { z } from 'zod';

import { UTF8_MARK, writeRow } from '../../../shared/domain/csv/csv-cell.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { readOnce } from '../../lib/read-once.ts';
import { rowParser } from '../../lib/rows/row-schema.ts';

const COLUMNS = [
  'email',
  'first_name',
  'last_name',
  'title',
  'company',
  'company_domain',
  'phone',
  'linkedin_url',
  'website',
  'country',
  'city',
  'industry',
  'employee_count',
  'source',
  'status',
  'verdict',
  'verdict_reasons',
  'client',
  'campaign',
  'labels',
  'created_at',
] as const;

const valueSchema = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
const exportRowSchema = z.object({ id: z.string() }).catchall(valueSchema);
const parseExportRow = rowParser(exportRowSchema);
type ExportRow = z.infer<typeof exportRowSchema>;

export function exportHeader(): string {
  return `${UTF8_MARK}${writeRow(COLUMNS)}`;
}

export function exportLine(row: ExportRow): string {
  return writeRow(COLUMNS.map((column) => cellText(row[column])));
}

function cellText(value: ExportRow[string] | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('; ') : String(value);
}

type ExportPorts = {
  readonly live: DesktopClient['live'];
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** The leads of these keys in their order, as a file. Rows deleted meanwhile are left out. */
export async function exportLeads(ports: ExportPorts, keys: readonly string[]): Promise<Blob> {
  const parts: string[] = [exportHeader()];
  let done = 0;
  for (const ids of chunksOf(keys, MAX_ROWS_PER_MUTATION)) {
    ports.signal.throwIfAborted();
    const rows = await readOnce(ports.live, { query: 'leads.export', args: { ids }, parse: parseExportRow });
    const byId = new Map(rows.map((row) => [row.id, row]));
    parts.push(
      ids
        .flatMap((id) => byId.get(id) ?? [])
        .map(exportLine)
        .join(''),
    );
    done += ids.length;
    ports.onProgress(done, keys.length);
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
