import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { VERDICTS } from '../../../shared/domain/vocabulary/leads.ts';
import { columnMappingSchema } from '../../../shared/domain/csv/mapping.ts';
import { importOptionsSchema } from '../../../shared/engines/guardian/import-options.ts';
import { systemCode } from '../../platform/disk-errors.ts';
import { readPrivateFile, writePrivateFile } from '../../platform/private-file.ts';
import { csvCheckpointSchema, csvFormatSchema } from '../../../host/csv/csv-format.ts';

const countsSchema = z.object({
  total: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  refused: z.int(),
  verdicts: z.record(z.enum(VERDICTS).exclude(['unverified']), z.int()),
});

/** How far an import is after one batch: all that a later run needs to go on exactly there. */
export const progressSchema = z.object({
  /** Number of the last batch, from 1; 0 before the first. */
  batch: z.int().min(0),
  checkpoint: csvCheckpointSchema.nullable(),
  counts: countsSchema,
  refused_bytes: z.int(),
  refused_reasons: z.record(z.string(), z.int()),
  bytes_done: z.int(),
});
export type ImportProgress = z.infer<typeof progressSchema>;

export const importRecordSchema = z.object({
  version: z.literal(1),
  import_id: z.uuid(),
  client_id: z.uuid(),
  campaign_id: z.uuid().nullable(),
  file: z.object({ path: z.string(), name: z.string(), bytes: z.int(), uploaded: z.boolean() }),
  format: csvFormatSchema,
  columns: z.array(z.object({ index: z.int(), name: z.string(), header: z.string() })),
  mapping: columnMappingSchema,
  options: importOptionsSchema,
  state: z.enum(['running', 'interrupted', 'finished', 'cancelled', 'failed']),
  /** After the last batch that was handed to the outbox; it counts once the outbox has it. */
  progress: progressSchema,
  /** After the batch before that one. */
  before: progressSchema,
  error: z.string().nullable(),
  /** How often it was closed: each closing is a change of its own. */
  closings: z.int(),
});
export type ImportRecord = z.infer<typeof importRecordSchema>;

export const NO_PROGRESS: ImportProgress = {
  batch: 0,
  checkpoint: null,
  counts: {
    total: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    refused: 0,
    verdicts: { valid: 0, risky: 0, unknown: 0, invalid: 0, blocked: 0 },
  },
  refused_bytes: 0,
  refused_reasons: {},
  bytes_done: 0,
};

export function refusedPath(folder: string, importId: string): string {
  return join(folder, `${importId}.refused.csv`);
}

function recordPath(folder: string, importId: string): string {
  return join(folder, `${importId}.json`);
}

export async function saveRecord(folder: string, record: ImportRecord): Promise<void> {
  await writePrivateFile(
    recordPath(folder, record.import_id),
    JSON.stringify(record),
    'the state of the import',
  );
}

/** Every import of the folder that can be read, newest first: ids sort by time. */
export async function loadRecords(folder: string): Promise<readonly ImportRecord[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return [];
    throw cause;
  });
  const records: ImportRecord[] = [];
  for (const name of names
    .filter((one) => one.endsWith('.json'))
    .toSorted()
    .toReversed()) {
    const parsed = importRecordSchema.safeParse(parseJson(await readPrivateFile(join(folder, name))));
    if (parsed.success) records.push(parsed.data);
  }
  return records;
}

export async function removeRecord(folder: string, importId: string): Promise<void> {
  await rm(recordPath(folder, importId), { force: true });
  await rm(refusedPath(folder, importId), { force: true });
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
