import type { SignedIn } from '../session/sessions.ts';
import type { Actor } from '../../shared/mutations/define.ts';
import { isSyncedTable } from '../../shared/schema/registry.ts';
import type { ReplicaSession } from '../replica/types.ts';

/** The person as mutations see them. */
export function actorOf(signedIn: SignedIn): Actor {
  const { person, client_ids: clientIds } = signedIn.account.session;
  return {
    kind: 'person',
    userId: person.id,
    role: person.role,
    clientIds: clientIds === 'all' ? 'all' : new Set(clientIds),
  };
}

/** The session as the replica's process needs it. Rows read under another `scope` are not shown any more. */
export function replicaSessionOf(signedIn: SignedIn, deviceId: string): ReplicaSession {
  const { person, client_ids: clientIds, tables, epoch } = signedIn.account.session;
  const clients = clientIds === 'all' ? 'all' : clientIds.toSorted();
  return {
    serverUrl: signedIn.account.server_url,
    token: signedIn.token,
    actor: { userId: person.id, role: person.role, clientIds: clients },
    deviceId,
    tables: tables.filter(isSyncedTable),
    scope: `${person.role}:${clients === 'all' ? 'all' : clients.join(',')}`,
    epoch,
  };
}
