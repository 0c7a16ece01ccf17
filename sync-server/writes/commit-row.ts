/** The rows that close a mutation's transaction: what became of it, how far the device is, which tables it wrote. */
import { z } from 'zod';
import type { UploadedMutation } from '../../shared/contracts/server/mutations.ts';
import type { MutationOutcome } from '../../shared/domain/vocabulary/sync.ts';
import type { WireError } from '../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../shared/schema/registry.ts';
import type { Queryable } from '../db/queryable.ts';

export type Commit = {
  readonly id: string;
  readonly scope: string | null;
  readonly tables: readonly SyncedTableName[];
  readonly deviceId: string | null;
  readonly seq: number | null;
  readonly at: string;
};

export type Reason = Pick<WireError, 'code' | 'hint'> & {
  readonly details?: Readonly<Record<string, unknown>>;
};

const xidSchema = z.object({ xid: z.string() });

const INSERT_COMMIT = `insert into commits (id, scope_client_id, xid, tables, device_id, seq, at)
  values ($1, $2, pg_current_xact_id()::text, $3, $4, $5, $6) returning xid`;

/** Writes the commits row of the running transaction and answers with its transaction id. */
export async function writeCommit(database: Queryable, commit: Commit): Promise<string> {
  const { rows } = await database.query(INSERT_COMMIT, commitValues(commit));
  return xidSchema.parse(rows[0]).xid;
}

export type Receipt = {
  readonly mutation: Pick<UploadedMutation, 'id' | 'seq' | 'name' | 'version'>;
  readonly deviceId: string;
  readonly userId: string;
  readonly outcome: MutationOutcome;
  readonly reason: Reason | null;
  readonly at: string;
};

const RECORD = `insert into device_mutations
    (id, device_id, seq, user_id, name, version, outcome, reason, xid, received_at)
  values ($7, $8, $9, $10, $11, $12, $13, $14::jsonb, %XID%, $6)`;
const RAISE = 'update devices set last_seq = greatest(last_seq, $9), last_seen_at = $6 where id = $8';

const ACCEPT = `with recorded as (${RECORD.replace('%XID%', 'pg_current_xact_id()::text')}),
  raised as (${RAISE}) ${INSERT_COMMIT}`;

/** Records an accepted mutation together with its commits row, in one statement. */
export async function recordAccepted(database: Queryable, receipt: Receipt, commit: Commit): Promise<string> {
  const { rows } = await database.query(ACCEPT, [...commitValues(commit), ...receiptValues(receipt)]);
  return xidSchema.parse(rows[0]).xid;
}

/** Records a rejection: no rows were written, so no commit is announced. */
export async function recordRejected(database: Queryable, receipt: Receipt): Promise<void> {
  await database.query(
    `with raised as (update devices set last_seq = greatest(last_seq, $3), last_seen_at = $9 where id = $2)
     insert into device_mutations
       (id, device_id, seq, user_id, name, version, outcome, reason, xid, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, null, $9)`,
    [...receiptValues(receipt), receipt.at],
  );
}

function commitValues(commit: Commit): unknown[] {
  return [commit.id, commit.scope, [...commit.tables], commit.deviceId, commit.seq, commit.at];
}

function receiptValues({ mutation, deviceId, userId, outcome, reason }: Receipt): unknown[] {
  return [
    mutation.id,
    deviceId,
    mutation.seq,
    userId,
    mutation.name,
    mutation.version,
    outcome,
    reason === null ? null : JSON.stringify(reason),
  ];
}
