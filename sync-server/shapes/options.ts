import { z } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';

/** Settings of the service, with the defaults of the real one where it has the same. */
export const shapeOptionsSchema = z.object({
  /** A response of rows closes when it exceeds this. */
  chunkBytes: z
    .int()
    .min(1)
    .default(10 * 1024 * 1024),
  longPollMs: z.int().min(1).default(20_000),
  sseMs: z.int().min(1).default(60_000),
  sseKeepAliveMs: z.int().min(1).default(21_000),
  /** Seconds, for responses that are neither live nor a first snapshot. */
  cacheMaxAge: z.int().min(0).default(60),
  cacheStaleAge: z.int().min(0).default(300),
  /** DELETE /v1/shape, meant for tests. */
  allowDelete: z.boolean().default(false),
  /** How long a request waits for the database before it is answered 503. */
  readyTimeoutMs: z.int().min(0).default(5_000),
  maxOpenRequests: z.int().min(1).default(10_000),
  retention: z
    .object({
      /** Changes older than this leave the log; clients behind it fetch again. */
      ageMs: z
        .int()
        .min(0)
        .default(7 * 24 * 3_600_000),
      maxTransactions: z.int().min(0).default(1_000_000),
      /** Shapes nobody asks for are forgotten after this. */
      idleShapeMs: z
        .int()
        .min(0)
        .default(14 * 24 * 3_600_000),
    })
    .prefault({}),
  /** Write-ahead log the slot may hold back before an alarm is raised. */
  warnSlotLagBytes: z
    .number()
    .min(0)
    .default(1024 ** 3),
  /** Write-ahead log the slot may hold back before it is given up, so that it never fills the disk. */
  maxSlotLagBytes: z
    .number()
    .min(0)
    .default(8 * 1024 ** 3),
  maintenanceMs: z.int().min(10).default(15_000),
  /** Memory for the newest part of the log. */
  tailBytes: z
    .int()
    .min(0)
    .default(16 * 1024 * 1024),
  /** Larger transactions are stored piece by piece. */
  transactionBytes: z
    .int()
    .min(1)
    .default(8 * 1024 * 1024),
  connections: z.int().min(2).default(8),
  concurrentSnapshots: z.int().min(1).default(3),
  lockTimeoutMs: z.int().min(1).default(10_000),
  /** Drop slot, publication and schema on stop: for throw-away use. */
  isTemporary: z.boolean().default(false),
});

export type ShapeOptions = z.output<typeof shapeOptionsSchema>;
export type ShapeOptionsInput = z.input<typeof shapeOptionsSchema>;

/** @throws AppError `invalid_input` naming the option at fault. */
export function parseShapeOptions(input: ShapeOptionsInput | undefined): ShapeOptions {
  const parsed = shapeOptionsSchema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_input', `shape option ${issue?.path.join('.')}: ${issue?.message}`);
}

export type ShapeLogger = {
  readonly info: (context: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (context: Readonly<Record<string, unknown>>, message: string) => void;
};
