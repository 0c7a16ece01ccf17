/**
 * One import from a list to the outbox: batch by batch, each exactly once.
 *
 * Law: how far it is (`progress`) is on the disk before the batch it speaks of is handed to the outbox, and counts only
 * if the outbox has that batch. So after a crash the import goes on exactly behind the last batch that is safe.
 */
import { runMutation } from '../../desktop/run-mutation.ts';
import type { MutationParties } from '../../desktop/run-mutation.ts';
import { derivedId } from '../../../shared/mutations/derived-id.ts';
import type { ReplicaClient } from '../../replica/types.ts';
import type { Outbox } from '../../sync/outbox/outbox.ts';
import { withChosenName } from './chosen-name.ts';
import { batchMutationId } from './pack-batch.ts';
import { refusedPath, saveRecord } from './import-record.ts';
import type { ImportRecord } from './import-record.ts';
import { mappingForRecord } from './import-request.ts';
import { addRefused } from './refused-file.ts';
import { clientPolicy, existingLeads, suppressionRows } from './replica-reads.ts';
import { importInWorker } from './worker-client.ts';
import type { ImportTask, WorkerBatch } from './worker-messages.ts';

export type ImportParties = {
  readonly folder: string;
  readonly workerEntry: string;
  readonly replica: Pick<ReplicaClient, 'read'>;
  /** Hex; null while this device has none. */
  readonly suppressionKey: string | null;
  readonly mutations: () => Promise<MutationParties>;
  readonly onProgress: (record: ImportRecord) => void;
};

/** Number of the change that opens an import; batches count from 1, closings down from the top. */
const START = 0;
const CLOSINGS_FROM = 4_000_000_000;

/** What the record says once it is known which batch the outbox has. */
export function settledProgress(record: ImportRecord, outbox: Pick<Outbox, 'find'>): ImportRecord {
  const { progress, before } = record;
  const isSafe =
    progress.batch === 0 || outbox.find(batchMutationId(record.import_id, progress.batch)) !== undefined;
  return isSafe ? { ...record, before: progress } : { ...record, progress: before };
}

/** Runs or goes on. Resolves with the finished record; throws what stopped it, after which it can be run again. */
export async function runImport(
  parties: ImportParties,
  opened: ImportRecord,
  signal: AbortSignal,
): Promise<ImportRecord> {
  let record = opened;
  await openImport(parties, record);
  const task = await taskOf(parties, record);
  await withChosenName(record.file, () =>
    importInWorker(
      parties.workerEntry,
      task,
      {
        existing: (keys) => existingLeads(parties.replica, record.client_id, keys),
        batch: async (batch) => {
          record = await saveBatch(parties, record, batch);
          parties.onProgress(record);
        },
      },
      signal,
    ),
  );
  return record;
}

/** The same decisions without saving anything; `onProgress` is told of each batch. */
export async function planImport(
  parties: Omit<ImportParties, 'mutations' | 'folder'>,
  opened: ImportRecord,
  signal: AbortSignal,
): Promise<void> {
  let record = opened;
  const task = await taskOf(parties, record);
  await withChosenName(record.file, () =>
    importInWorker(
      parties.workerEntry,
      task,
      {
        existing: (keys) => existingLeads(parties.replica, record.client_id, keys),
        batch: async ({ progress }) => {
          record = { ...record, progress: { ...progress, refused_bytes: 0 } };
          parties.onProgress(record);
        },
      },
      signal,
    ),
  );
}

/** Tells the record of the import how it ended. */
export async function closeImport(
  parties: Pick<ImportParties, 'mutations'>,
  record: ImportRecord,
  status: 'finished' | 'cancelled' | 'failed',
): Promise<void> {
  await runMutation(await parties.mutations(), {
    id: derivedId(record.import_id, CLOSINGS_FROM - record.closings),
    name: 'lead-imports/finish',
    args: { id: record.import_id, client_id: record.client_id, status, refused: 0 },
  });
}

async function openImport(parties: ImportParties, record: ImportRecord): Promise<void> {
  if (record.progress.batch > 0) return;
  await runMutation(await parties.mutations(), {
    id: derivedId(record.import_id, START),
    name: 'lead-imports/start',
    args: {
      id: record.import_id,
      client_id: record.client_id,
      campaign_id: record.campaign_id,
      file_name: record.file.name,
      mode: record.options.mode,
      on_match: record.options.onMatch,
      mapping: mappingForRecord(record.mapping, record.columns),
    },
  });
}

async function taskOf(
  parties: Pick<ImportParties, 'replica' | 'suppressionKey'>,
  record: ImportRecord,
): Promise<ImportTask> {
  const { suppressionKey: keyHex, replica } = parties;
  return {
    kind: 'import',
    path: record.file.path,
    format: record.format,
    columns: record.columns,
    mapping: record.mapping,
    options: record.options,
    policy: await clientPolicy(replica, record.client_id),
    suppression: keyHex === null ? null : { keyHex, rows: await suppressionRows(replica, record.client_id) },
    importId: record.import_id,
    clientId: record.client_id,
    campaignId: record.campaign_id,
    from: record.progress,
  };
}

async function saveBatch(
  parties: ImportParties,
  record: ImportRecord,
  batch: WorkerBatch,
): Promise<ImportRecord> {
  const refused_bytes = await addRefused(
    refusedPath(parties.folder, record.import_id),
    record.columns,
    record.progress.refused_bytes,
    batch.refusedLines,
  );
  const next: ImportRecord = {
    ...record,
    before: record.progress,
    progress: { ...batch.progress, refused_bytes },
  };
  await saveRecord(parties.folder, next);
  await runMutation(await parties.mutations(), {
    id: batchMutationId(record.import_id, batch.progress.batch),
    name: 'leads/import-batch',
    args: batch.args,
    isChecked: true,
  });
  return next;
}
