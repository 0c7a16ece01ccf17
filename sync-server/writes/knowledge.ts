/** What mutations may ask beyond the rows of their own scope. */
import { z } from 'zod';
import type { ServerKnowledge } from '../../shared/mutations/define.ts';
import type { Queryable } from '../db/queryable.ts';

const mineSchema = z.object({ mine: z.boolean() });
const codesSchema = z.array(z.object({ code: z.string() }));

/** Answers within the running transaction. `deviceId` is null for the server's own jobs. */
export function serverKnowledge(
  database: Queryable,
  deviceId: string | null,
  scope: string | null,
): ServerKnowledge {
  return {
    // Read from the activity, and only when a person's expectation does not match, so its cost does not matter to
    // ordinary writes. Changes past the fiftieth row of a bulk edit are not listed there; for them the person is asked.
    wroteLast: async (table, rowId, field) => {
      const { rows } = await database.query(
        `select coalesce(device_id = $1, false) as mine from activity
          where (entity_id = $2 or entity_id is null) and scope_client_id is not distinct from $3
            and jsonb_path_exists(changes, '$[*] ? (@.id == $id && @.table == $table).fields.keyvalue() ? (@.key == $field)',
                  jsonb_build_object('id', $2::text, 'table', $4::text, 'field', $5::text))
          order by at desc, id desc limit 1`,
        [deviceId, rowId, scope, table, field],
      );
      return rows[0] !== undefined && mineSchema.parse(rows[0]).mine;
    },

    clientCodesInUse: async (codes) => {
      const { rows } = await database.query(
        'select client_id as code from clients where client_id = any($1)',
        [[...codes]],
      );
      return new Set(codesSchema.parse(rows).map(({ code }) => code));
    },
  };
}
