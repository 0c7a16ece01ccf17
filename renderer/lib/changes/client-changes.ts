import type { Change } from '../../hooks/use-mutation.ts';
import type { ClientDetail } from '../rows/client-row.ts';
import { inWords } from '../words/vocabulary-words.ts';
import { fieldChange } from './field-change.ts';

/** What a client must tell of itself for a change of it to be written. */
export type ClientFacts = Pick<ClientDetail, 'id' | 'company_name' | 'status'>;

export type ClientPatch = Partial<
  Omit<
    ClientDetail,
    'id' | 'client_id' | 'managers' | 'archived' | 'deleted_at' | 'created_at' | 'updated_at'
  >
>;

/** Changes fields of one client. `before` holds the same fields as they are shown. */
export function changeClient(client: ClientFacts, before: ClientPatch, after: ClientPatch): Change {
  const label = inWords(Object.keys(after)[0] ?? 'client').replace(/ id$/, '');
  return fieldChange({
    id: client.id,
    before,
    after,
    title: `${label} of ${client.company_name} changed`,
    request: (patch) => ({ name: 'clients/update', args: { client_id: client.id, patch } }),
  });
}
