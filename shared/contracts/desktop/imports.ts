import { z } from 'zod';

export const importModeSchema = z.enum(['create', 'update', 'both']);
export const onMatchSchema = z.enum(['skip', 'fill', 'overwrite']);

export const importPreviewSchema = z.object({
  /** Names the file in later calls. */
  fileId: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  encoding: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  sampleRows: z.array(z.array(z.string())),
  estimatedRows: z.int(),
  /** What a person should know before going on; `blocking` ones stop the import. */
  problems: z.array(z.object({ code: z.string(), text: z.string(), blocking: z.boolean() })),
  /** Column index → lead field, as guessed, with 0–1 confidence. */
  mapping: z.array(z.object({ column: z.int(), field: z.string(), confidence: z.number() })),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importRequestSchema = z.object({
  fileId: z.string(),
  clientId: z.uuid(),
  campaignId: z.uuid().nullable(),
  /** Lead field → column index. A field or a column named twice is refused. */
  mapping: z.array(z.object({ column: z.int().min(0), field: z.string() })),
  mode: importModeSchema,
  onMatch: onMatchSchema,
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const importSummarySchema = z.object({
  importId: z.uuid(),
  fileName: z.string(),
  clientId: z.uuid(),
  state: z.enum(['running', 'interrupted', 'finished', 'cancelled', 'failed']),
  dryRun: z.boolean(),
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  refused: z.int(),
  verdicts: z.record(z.string(), z.int()),
  refusedReasons: z.array(z.object({ text: z.string(), rows: z.int() })),
  bytesDone: z.int(),
  bytesTotal: z.int(),
  error: z.string().nullable(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;
