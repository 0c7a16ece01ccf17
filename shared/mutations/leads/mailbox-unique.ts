import { AppError } from '../../kernel/app-error.ts';
import type { MutationStore } from '../store.ts';

/**
 * One mailbox, one lead for each client (the trash aside). Throws `already_exists` when another live lead of the client
 * has one of the keys, or two of these rows share one.
 */
export async function assertMailboxesFree(
  store: MutationStore,
  clientId: string,
  rows: readonly { readonly id: string; readonly email_key: string }[],
): Promise<void> {
  const owners = new Map<string, string>();
  for (const row of rows) {
    if (owners.has(row.email_key)) throw taken(row.email_key);
    owners.set(row.email_key, row.id);
  }
  const others = await store.findBy('leads', 'email_key', [...owners.keys()], {
    client_id: clientId,
    deleted_at: null,
  });
  const other = others.find((lead) => owners.get(lead.email_key) !== lead.id);
  if (other) throw taken(other.email_key);
}

function taken(emailKey: string): AppError {
  return new AppError('already_exists', 'another lead of the client has this mailbox', {
    hint: `The client already has a lead with the address ${emailKey}.`,
  });
}
