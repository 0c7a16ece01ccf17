/** `_pending`: the pending mutations of this device with what they touched, written in the transactions of their effects. */
import { z } from 'zod';
import type { WireError } from '../../../shared/kernel/app-error.ts';
import { ERROR_CODES } from '../../../shared/kernel/app-error.ts';
import type { RowKey, SearchKey, Touch } from '../rebase/resources.ts';
import type { Sql } from '../store/database.ts';
import type { LocalEffect, LocalMutation } from '../types.ts';

/** A rejected one has no effects any more; it is kept for the badge of its rows until it is dismissed. */
export type PendingState = 'saved' | 'accepted' | 'rejected';

export type PendingEntry = {
  readonly mutation: LocalMutation;
  readonly state: PendingState;
  /** Of an accepted one: it is over once every table has passed this decimal LSN. */
  readonly walLsn: string | null;
  readonly effect: LocalEffect | null;
  readonly touch: Touch;
  /** Why it has no effect here at present. The server decides all the same. */
  readonly error: WireError | null;
};

const rowKeys = z.array(z.string().transform((key) => key as RowKey));
const searchKeys = z.array(z.string().transform((key) => key as SearchKey));
const rowSchema = z.object({
  id: z.string(),
  seq: z.number(),
  name: z.string(),
  version: z.number(),
  args: z.unknown(),
  expected: z.record(z.string(), z.record(z.string(), z.unknown())),
  at: z.string(),
  state: z.enum(['saved', 'accepted', 'rejected']),
  wal_lsn: z.string().nullable(),
  effect: z
    .object({
      summary: z.string(),
      entityType: z.string(),
      entityId: z.string().nullable(),
      rows: z.number(),
    })
    .nullable(),
  touched: z.object({ reads: rowKeys, writes: rowKeys, searches: searchKeys, values: searchKeys }),
  error: z
    .object({
      code: z.enum(ERROR_CODES),
      hint: z.string(),
      retryable: z.boolean(),
      details: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
});

export async function readPending(sql: Sql): Promise<readonly PendingEntry[]> {
  const rows = await sql.query(
    'SELECT id, seq, name, version, args, expected, at, state, wal_lsn, effect, touched, error FROM _pending ORDER BY seq',
  );
  return rows.map((raw) => {
    const { id, seq, name, version, args, expected, at, ...rest } = rowSchema.parse(raw);
    const { code, hint, retryable, details } = rest.error ?? {};
    return {
      mutation: { id, seq, name, version, args, expected, at },
      state: rest.state,
      walLsn: rest.wal_lsn,
      effect: rest.effect,
      touch: rest.touched,
      error:
        code === undefined || hint === undefined || retryable === undefined
          ? null
          : { code, hint, retryable, ...(details ? { details } : {}) },
    };
  });
}

/** Inserts entries, or replaces those with the same id. */
export async function savePending(sql: Sql, entries: readonly PendingEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const records = entries.map(({ mutation, state, walLsn, effect, touch, error }) => ({
    ...mutation,
    args: mutation.args ?? null,
    state,
    wal_lsn: walLsn,
    effect,
    touched: touch,
    error,
  }));
  await sql.query(
    `INSERT INTO _pending (id, seq, name, version, args, expected, at, state, wal_lsn, effect, touched, error)
     SELECT * FROM json_to_recordset($1::text::json) AS r(
       id text, seq bigint, name text, version integer, args jsonb, expected jsonb, at text,
       state text, wal_lsn text, effect jsonb, touched jsonb, error jsonb)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, state = excluded.state, wal_lsn = excluded.wal_lsn,
       effect = excluded.effect, touched = excluded.touched, error = excluded.error`,
    [JSON.stringify(records)],
  );
}

export async function deletePending(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql.query('DELETE FROM _pending WHERE id = ANY($1::text[])', [ids]);
}
