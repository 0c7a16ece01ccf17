import type { WireError } from '../../../shared/kernel/app-error.ts';
import type { ColumnMapping } from '../../../shared/domain/csv/mapping.ts';
import type { CsvColumn } from '../../../shared/domain/csv/headers.ts';
import type { ImportOptions } from '../../../shared/engines/guardian/import-options.ts';
import type { GuardianPolicy } from '../../../shared/engines/guardian/policy.ts';
import type { SuppressionRow } from '../../../shared/engines/guardian/suppression-set.ts';
import type { ExistingLead } from '../../../shared/ports/existing-leads.ts';
import type { ImportBatch } from '../../../shared/mutations/leads/import-batch.ts';
import type { CsvPreview } from '../../../host/csv/preview-csv.ts';
import type { CsvFormat } from '../../../host/csv/csv-format.ts';
import type { ImportProgress } from './import-record.ts';

/** What the worker thread is asked to do. */
export type WorkerTask = PreviewTask | ImportTask;

export type PreviewTask = { readonly kind: 'preview'; readonly path: string };

export type ImportTask = {
  readonly kind: 'import';
  readonly path: string;
  readonly format: CsvFormat;
  readonly columns: readonly CsvColumn[];
  readonly mapping: ColumnMapping;
  readonly options: ImportOptions;
  readonly policy: GuardianPolicy;
  /** Null while this device does not have the do-not-contact lists: verdicts stay unknown. */
  readonly suppression: { readonly keyHex: string; readonly rows: readonly SuppressionRow[] } | null;
  readonly importId: string;
  readonly clientId: string;
  readonly campaignId: string | null;
  readonly from: ImportProgress;
};

/** One batch, ready to be saved; `args` are checked arguments of `leads/import-batch`. */
export type WorkerBatch = {
  readonly args: ImportBatch;
  readonly progress: Omit<ImportProgress, 'refused_bytes'>;
  /** Lines for the file of refused rows. */
  readonly refusedLines: string;
};

export type FromWorker =
  | { readonly kind: 'preview'; readonly preview: CsvPreview }
  | { readonly kind: 'existing'; readonly request: number; readonly keys: readonly string[] }
  | { readonly kind: 'batch'; readonly batch: WorkerBatch }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: WireError };

export type ToWorker =
  | { readonly kind: 'existing'; readonly request: number; readonly leads: readonly ExistingLead[] }
  | { readonly kind: 'next' };
