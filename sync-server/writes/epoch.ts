/**
 * The epoch names this database's history. A restore from backup starts another one, which tells devices to offer again
 * what they know to be acknowledged.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Queryable } from '../db/queryable.ts';

/** The present epoch; the first call ever creates it. */
export async function readEpoch(database: Queryable): Promise<string> {
  const known = await selectEpoch(database);
  if (known !== null) return known;
  await database.query(
    `insert into server_state (key, value) values ('epoch', to_jsonb($1::text)) on conflict (key) do nothing`,
    [randomUUID()],
  );
  return z.uuid().parse(await selectEpoch(database));
}

/** Begins another epoch. To be called after a restore, before the first request. */
export async function changeEpoch(database: Queryable): Promise<string> {
  const epoch = randomUUID();
  await database.query(
    `insert into server_state (key, value) values ('epoch', to_jsonb($1::text))
      on conflict (key) do update set value = excluded.value`,
    [epoch],
  );
  return epoch;
}

async function selectEpoch(database: Queryable): Promise<string | null> {
  const { rows } = await database.query(
    `select value #>> '{}' as epoch from server_state where key = 'epoch'`,
  );
  const row = rows[0];
  return row ? z.uuid().parse(row['epoch']) : null;
}
