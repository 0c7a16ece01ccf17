/**
 * The durable change log. Transactions are appended in commit order on one connection; a transaction that is already
 * there is ignored, so a replay of the slot changes nothing. Commits are asynchronous for latency: the slot may be
 * confirmed only after `makeDurable`.
 */
import type { Client } from 'pg';
import { quoteIdentifier } from '../names/identifier.ts';
import type { Queryable } from '../storage/database.ts';
import type { Row } from '../tables/relation.ts';
import { storedOld, newImage, type Change } from './change.ts';
import type { Lsn } from './lsn.ts';

export type StagedChange = { readonly relid: number; readonly change: Change };

export type StagedTransaction = {
  readonly lsn: Lsn;
  /** With its epoch. */
  readonly xid: bigint;
  readonly changes: readonly StagedChange[];
  /** Handles that end with this transaction (DDL, TRUNCATE). */
  readonly endedHandles: readonly string[];
};

export type LogStore = {
  /** Stores a whole transaction in one statement. */
  readonly append: (transaction: StagedTransaction) => Promise<void>;
  /** Opens a transaction too large to hold in memory; the caller appends pieces, then commits. */
  readonly begin: () => Promise<void>;
  readonly appendPart: (transaction: StagedTransaction) => Promise<void>;
  readonly commit: () => Promise<void>;
};

export function createLogStore(client: Client, schemaName: string): LogStore {
  const text = appendSql(quoteIdentifier(schemaName));
  const append = async (transaction: StagedTransaction): Promise<void> => {
    await client.query({ name: 'append', text, values: appendValues(transaction) });
  };
  return {
    append,
    appendPart: append,
    begin: async () => {
      await client.query('begin');
    },
    commit: async () => {
      await client.query('commit');
    },
  };
}

function appendSql(schema: string): string {
  return `
with the_transaction as (
  insert into ${schema}.transactions (lsn, xid) values ($1, $2) on conflict do nothing
), ended as (
  delete from ${schema}.shapes where handle = any ($7::text[])
), dropped as (
  delete from ${schema}.snapshot_parts where handle = any ($7::text[])
), entries as (
  select * from unnest($3::int4[], $4::oid[], $5::text[], $6::text[]) as e(op, relid, "old", "new")
), touched as (
  insert into ${schema}.tables as t (relid, last_lsn, last_op)
  select relid, $1, max(op) from entries group by relid
  on conflict (relid) do update set last_lsn = excluded.last_lsn, last_op = excluded.last_op
)
insert into ${schema}.change_log (relid, lsn, op, xid, "old", "new")
select relid, $1, op, $2, "old", "new" from entries
on conflict do nothing`;
}

function appendValues(transaction: StagedTransaction): unknown[] {
  const { changes } = transaction;
  return [
    `${transaction.lsn}`,
    `${transaction.xid}`,
    changes.map(({ change }) => change.op),
    changes.map(({ relid }) => relid),
    changes.map(({ change }) => rowText(storedOld(change))),
    changes.map(({ change }) => rowText(newImage(change))),
    transaction.endedHandles,
  ];
}

function rowText(row: Row | undefined): string | null {
  return row === undefined ? null : JSON.stringify(row);
}

/** Forces everything appended so far to disk, by one synchronous commit behind it, and records how far that is. */
export async function makeDurable(database: Queryable, schemaName: string, lsn: Lsn): Promise<void> {
  await database.query(`update ${quoteIdentifier(schemaName)}.progress set durable_lsn = $1`, [`${lsn}`]);
}
