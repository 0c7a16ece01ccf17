import { z } from 'zod';
import { DELIMITERS } from '../../shared/domain/csv/dialect.ts';
import { CSV_ENCODINGS } from '../../shared/domain/csv/encoding.ts';

/** How to read one file. Detected once, then kept with the import so that a resumed read is the same read. */
export const csvFormatSchema = z.object({
  encoding: z.enum(CSV_ENCODINGS),
  /** Bytes of a byte order mark in front of the text. */
  bomBytes: z.number().int().min(0),
  delimiter: z.enum(DELIMITERS),
  /** Characters of an Excel `sep=` line in front of the table. */
  directiveLength: z.number().int().min(0),
  hasHeader: z.boolean(),
});
export type CsvFormat = z.infer<typeof csvFormatSchema>;

/** What tells two states of a file apart without reading it. */
export const fileStampSchema = z.object({ size: z.number().int().min(0), modifiedMs: z.number() });
export type FileStamp = z.infer<typeof fileStampSchema>;

/** Where a read can go on after a crash: everything up to and including `row` has been delivered. */
export const csvCheckpointSchema = z.object({
  row: z.number().int().min(1),
  /** Bytes of text, as UTF-8, that end with that row. */
  textBytes: z.number().int().min(0),
  format: csvFormatSchema,
  file: fileStampSchema,
});
export type CsvCheckpoint = z.infer<typeof csvCheckpointSchema>;
