import { z } from 'zod';
import type { MutationContext } from '../../shared/mutations/define.ts';
import type { Queryable } from '../db/queryable.ts';

const rowSchema = z.object({ mine: z.boolean() });

/**
 * Whether the latest listed change of a field came from this device. Read from the activity, and only when a person's
 * expectation does not match, so its cost does not matter to ordinary writes. Changes past the fiftieth row of a bulk
 * edit are not listed; for them the question is asked of the person instead.
 */
export function wroteLastOn(
  database: Queryable,
  deviceId: string,
  scope: string | null,
): NonNullable<MutationContext['wroteLast']> {
  return async (table, rowId, field) => {
    const { rows } = await database.query(
      `select coalesce(device_id = $1, false) as mine from activity
        where (entity_id = $2 or entity_id is null) and scope_client_id is not distinct from $3
          and jsonb_path_exists(changes, '$[*] ? (@.id == $id && @.table == $table).fields.keyvalue() ? (@.key == $field)',
                jsonb_build_object('id', $2::text, 'table', $4::text, 'field', $5::text))
        order by at desc, id desc limit 1`,
      [deviceId, rowId, scope, table, field],
    );
    return rows[0] !== undefined && rowSchema.parse(rows[0]).mine;
  };
}
