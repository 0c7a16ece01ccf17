import type { NewRow } from '../../schema/registry.ts';
import type { Role } from '../../domain/vocabulary/people.ts';
import type { Random } from './random.ts';

export type DemoPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};

/** Three people to sign in as: one of each role. */
export function makePeople(random: Random): readonly DemoPerson[] {
  return [
    { id: random.uuid(), name: 'Maya Lindqvist', email: 'admin@demo.example.com', role: 'admin' },
    { id: random.uuid(), name: 'Tom Okafor', email: 'manager@demo.example.com', role: 'account_manager' },
    { id: random.uuid(), name: 'Vera Klein', email: 'viewer@demo.example.com', role: 'viewer' },
  ];
}

/** The manager looks after the first half of the clients; the rest belong to colleagues not in the demo. */
export function makeAssignments(
  random: Random,
  managerId: string,
  clientIds: readonly string[],
  createdAt: string,
): readonly NewRow<'client_assignments'>[] {
  return clientIds.slice(0, Math.ceil(clientIds.length / 2)).map((clientId) => ({
    id: random.uuid(),
    scope_client_id: clientId,
    client_id: clientId,
    user_id: managerId,
    created_at: createdAt,
  }));
}
