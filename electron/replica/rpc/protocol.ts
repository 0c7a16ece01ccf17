/**
 * What crosses the port between main and the replica's process: calls with one answer, and streams whose consumer
 * says what it has taken. Small on purpose: a person's edit passes through here.
 */
import { z } from 'zod';
import { ERROR_CODES } from '../../../shared/kernel/app-error.ts';
import type { WireError } from '../../../shared/kernel/app-error.ts';

export const wireError = z
  .object({
    code: z.enum(ERROR_CODES),
    hint: z.string(),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .transform(({ details, ...error }): WireError => (details ? { ...error, details } : error));

/** From main to the replica. `n` names the call or stream. */
export const requestSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), n: z.int(), method: z.string(), args: z.array(z.unknown()) }),
  z.object({ t: z.literal('open'), n: z.int(), method: z.string(), args: z.array(z.unknown()) }),
  /** The consumer has taken one item of the stream. */
  z.object({ t: z.literal('taken'), n: z.int() }),
  z.object({ t: z.literal('stop'), n: z.int() }),
]);
export type Request = z.infer<typeof requestSchema>;

/** From the replica to main. */
export const replySchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('done'), n: z.int(), value: z.unknown() }),
  z.object({ t: z.literal('item'), n: z.int(), value: z.unknown() }),
  z.object({ t: z.literal('fail'), n: z.int(), error: wireError }),
]);
export type Reply = z.infer<typeof replySchema>;

/** Items a consumer may leave untaken before the producer holds back. */
export const UNTAKEN_ALLOWED = 4;

/** One end of a port, whichever kind of process is at the other. */
export type Channel = {
  readonly send: (message: unknown) => void;
  readonly onMessage: (receive: (message: unknown) => void) => void;
};
