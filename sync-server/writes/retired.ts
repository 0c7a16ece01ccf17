/**
 * Numbers of a device whose records were removed because they are old (jobs/prune-records.ts). What comes under such a
 * number again was decided long ago, but nobody knows any more how: it is refused, so that nothing takes effect twice.
 */
import { z } from 'zod';
import type { UploadedMutation } from '../../shared/contracts/server/mutations.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Queryable } from '../db/queryable.ts';

const KEY = 'pruned_seq:';

/** Removes up to `limit` records received before `before`, save the last `keepLast` of each device. Answers how many. */
export async function retireRecords(
  database: Queryable,
  options: { readonly before: string; readonly keepLast: number; readonly limit: number },
): Promise<number> {
  const { rows } = await database.query(
    `with old as (
       select m.id from device_mutations m join devices d on d.id = m.device_id
        where m.received_at < $1 and m.seq <= d.last_seq - $2 order by m.received_at limit $3),
     gone as (delete from device_mutations m using old where m.id = old.id returning m.device_id, m.seq),
     noted as (
       insert into server_state (key, value)
       select '${KEY}' || device_id, to_jsonb(max(seq)) from gone group by device_id
       on conflict (key) do update
         set value = to_jsonb(greatest((server_state.value #>> '{}')::bigint, (excluded.value #>> '{}')::bigint)))
     select count(*)::int as rows from gone`,
    [options.before, options.keepLast, options.limit],
  );
  return z.object({ rows: z.int() }).parse(rows[0]).rows;
}

/** The refusal of a mutation that no record is left of, or null. */
export async function refusalOfRetired(
  database: Queryable,
  deviceId: string,
  mutation: Pick<UploadedMutation, 'seq'>,
): Promise<AppError | null> {
  const { rows } = await database.query(
    `select (value #>> '{}')::bigint::text as seq from server_state where key = $1`,
    [KEY + deviceId],
  );
  const [found] = z.array(z.object({ seq: z.coerce.number() })).parse(rows);
  if (!found || mutation.seq > found.seq) return null;
  return new AppError('precondition_failed', `number ${mutation.seq} was decided long ago`, {
    hint: 'The server decided on this change months ago and has forgotten how. Look whether it is there; if not, make it again.',
  });
}
