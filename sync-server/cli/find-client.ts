import { AppError } from '../../shared/kernel/app-error.ts';
import type { ApiClient } from './api-client.ts';
import { readTable, type TextRow } from './shape-rows.ts';

/** A client by its `XG-` code. Throws `not_found` with the codes there are. */
export async function findClient(
  api: ApiClient,
  code: string | undefined,
): Promise<TextRow & { readonly id: string }> {
  const clients = await readTable(api, 'clients');
  const found = clients.find((client) => client['client_id'] === code?.toUpperCase());
  if (found?.['id']) return { ...found, id: found['id'] };
  const codes = clients.map((client) => `${client['client_id']} ${client['company_name']}`).toSorted();
  throw new AppError('not_found', `client ${code}`, {
    hint: `${code ? `No client of yours has the code ${code}.` : 'Name a client with --client XG-….'} You can choose:\n  ${codes.join('\n  ')}`,
  });
}
