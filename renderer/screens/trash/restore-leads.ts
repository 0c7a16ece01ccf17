/** Brings leads back from the trash, in changes of at most 1,000 rows of one client, as one action for Undo. */
import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { chunksOf } from '../../../shared/kernel/chunks.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { formatNoun } from '../../lib/format.ts';
import { readOnce } from '../../lib/read-once.ts';
import { parseLeadOwner } from '../../lib/rows/trash-rows.ts';

type RestoreClient = Pick<DesktopClient, 'live' | 'mutations'>;

export type Restored = {
  readonly rows: number;
  /** Leads whose mailbox another lead of the client has by now. */
  readonly taken: number;
  /** The action that Undo takes back; null when nothing was restored. */
  readonly group: string | null;
};

const NOUN = { one: 'lead', other: 'leads' };

/** Throws what stopped it; what was restored before stays restored. */
export async function restoreLeads(client: RestoreClient, keys: readonly string[]): Promise<Restored> {
  const group = crypto.randomUUID();
  let [rows, taken] = [0, 0];

  /** A mailbox that is taken refuses all: then the halves are tried apart, down to the one lead. */
  async function restore(clientId: string, ids: readonly string[]): Promise<void> {
    const undo = { group, title: `${formatNoun(rows + ids.length, NOUN)} restored` };
    try {
      await client.mutations.run({ name: 'leads/restore', args: { client_id: clientId, ids }, undo });
      rows += ids.length;
    } catch (cause) {
      if (AppError.from(cause).code !== 'already_exists') throw cause;
      if (ids.length === 1) {
        taken += 1;
        return;
      }
      const middle = Math.ceil(ids.length / 2);
      await restore(clientId, ids.slice(0, middle));
      await restore(clientId, ids.slice(middle));
    }
  }

  for (const part of chunksOf(keys, MAX_ROWS_PER_MUTATION)) {
    const request = { query: 'trash.leads', args: { ids: part }, parse: parseLeadOwner };
    const owners = await readOnce(client.live, request);
    for (const [clientId, own] of Map.groupBy(owners, (owner) => owner.client_id)) {
      await restore(
        clientId,
        own.map(({ id }) => id),
      );
    }
  }
  return { rows, taken, group: rows > 0 ? group : null };
}
