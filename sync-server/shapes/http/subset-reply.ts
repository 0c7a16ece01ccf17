/** Answers a subset: one SELECT over the shape, with the snapshot it was made in, outside the log. */
import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { parseSnapshotWindow } from '../log/visibility.ts';
import { quoteRelation } from '../names/identifier.ts';
import { invalidRequest } from '../request/errors.ts';
import { parseOrderBy } from '../request/order-by.ts';
import type { Subset } from '../request/subset.ts';
import type { Shape } from '../shape/shape.ts';
import { rowMessageSql } from '../snapshot/snapshot-sql.ts';
import { compileFilter } from '../where/filter.ts';

const metadataSchema = z.object({ snapshot: z.string(), lsn: z.string() });
const rowSchema = z.object({ message: z.string() });

/** The body of a subset answer. @throws the protocol's refusal under `subset`. */
export async function readSubset(readers: Pool, shape: Shape, subset: Subset): Promise<string> {
  const mark = randomInt(1, 2 ** 31);
  const sql = subsetSql(shape, subset, mark);
  const client = await readers.connect();
  let isBroken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const metadata = await client.query(
      `select pg_current_snapshot()::text as snapshot, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8::text as lsn`,
    );
    const rows = await client.query(sql);
    await client.query('commit');
    isBroken = false;
    const { snapshot, lsn } = metadataSchema.parse(metadata.rows[0]);
    const data = rows.rows.map((row) => rowSchema.parse(row).message).join(',');
    return `{"metadata":${metadataText(snapshot, mark, lsn)}, "data": [${data}]}`;
  } catch (cause) {
    throw isLabelError(cause) ? invalidRequest({ subset: { where: cause.message } }) : cause;
  } finally {
    client.release(isBroken);
  }
}

function metadataText(snapshot: string, mark: number, lsn: string): string {
  const window = parseSnapshotWindow(snapshot);
  return JSON.stringify({
    xip_list: window.running.map(String),
    xmax: `${window.xmax}`,
    xmin: `${window.xmin}`,
    snapshot_mark: mark,
    database_lsn: lsn,
  });
}

function subsetSql(shape: Shape, subset: Subset, mark: number): string {
  const { relation } = shape;
  const filter = compileFilter({
    where: subset.where ?? '',
    parameters: subset.params,
    columns: relation.columns,
    allowsEnumLabels: true,
  });
  if (!filter.ok) throw invalidRequest({ subset: { where: [filter.error] } });
  const order = subset.orderBy === undefined ? '' : ` order by ${orderBySql(subset.orderBy, shape)}`;
  const conditions = [shape.filter?.sql, filter.value?.sql].filter((sql) => sql !== undefined);
  return (
    `select ${rowMessageSql(shape, `,"snapshot_mark":${mark}`)} as message from only ${quoteRelation(relation)}` +
    (conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`) +
    order +
    (subset.limit === undefined ? '' : ` limit ${subset.limit}`) +
    (subset.offset === undefined ? '' : ` offset ${subset.offset}`)
  );
}

function orderBySql(text: string, shape: Shape): string {
  const parsed = parseOrderBy(text, new Set(shape.relation.columns.map((column) => column.name)));
  if (!parsed.ok) throw invalidRequest({ subset: { order_by: [parsed.error] } });
  return parsed.value;
}

/** 22P02: a literal that only Postgres can judge, such as an enum label. */
function isLabelError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === '22P02';
}
