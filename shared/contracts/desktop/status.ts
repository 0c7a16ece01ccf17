import { z } from 'zod';
import { personSchema } from '../server/session.ts';
import { undoViewSchema } from './undo.ts';

export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['import', 'rebuild', 'export']),
  title: z.string(),
  done: z.number(),
  /** Null while the size of the work is unknown. */
  total: z.number().nullable(),
  unit: z.enum(['rows', 'bytes']),
  state: z.enum(['running', 'finished', 'failed', 'cancelled']),
  /** What came of it, or why it failed, in a sentence. */
  message: z.string().nullable(),
  /** In-app address of the result. */
  link: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const noticeSchema = z.object({
  id: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  action: z.object({ label: z.string(), link: z.string() }).nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Everything the frame around the screens shows. Sent whole whenever it changes, at most ten times a second. */
export const desktopStatusSchema = z.object({
  /** Which screen the window may show at all. */
  phase: z.enum(['starting', 'signed_out', 'ready']),
  person: personSchema.nullable(),
  serverUrl: z.string(),
  connection: z.enum(['online', 'connecting', 'offline', 'signed_out', 'stopped']),
  connectionReason: z.string().nullable(),
  /** Mutations of this device that the replica has not seen come back. */
  pending: z.int(),
  rejected: z.int(),
  conflicts: z.int(),
  jobs: z.array(jobSchema),
  /** Server time up to which the replica is complete; null before the first load. */
  asOf: z.string().nullable(),
  /** First load or rebuild under way. */
  initialSync: z
    .object({
      rows: z.int(),
      tables: z.array(z.object({ name: z.string(), rows: z.int(), done: z.boolean() })),
    })
    .nullable(),
  /** Where the refresh token lies on this machine; the interface says so when it is a file. */
  tokenStore: z.enum(['keychain', 'file']),
  version: z.string(),
  deviceName: z.string(),
  notices: z.array(noticeSchema),
  /** What Undo and Redo would do. */
  undo: undoViewSchema,
});
export type DesktopStatus = z.infer<typeof desktopStatusSchema>;
