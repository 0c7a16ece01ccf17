/** How changes of clients, campaigns and the work around them are taken back. */
import type { MutableTableName } from '../../schema/registry.ts';
import { expectedOf, fieldsInverse } from './fields.ts';
import { clientOf, createdInverse, marksInverse } from './marks.ts';
import type { Inverse, UndoKind } from './plan.ts';
import { CHANGED_SINCE, NOTHING_CHANGED, noWay, oneStep } from './plan.ts';

const isInUse = (row: Readonly<Record<string, unknown>>): boolean => row['archived'] !== true;

export const CLIENT_UNDO = {
  // What was created may have rows of its own by now: it leaves the lists and keeps them.
  'clients/create': {
    kind: 'inverse',
    inverse: createdInverse(
      'clients',
      ([id]) => ({ name: 'clients/archive', args: { client_id: id, archived: true } }),
      isInUse,
    ),
  },
  'clients/update': {
    kind: 'inverse',
    inverse: fieldsInverse('clients', (rows) => ({
      name: 'clients/update',
      args: { client_id: rows[0]?.id, patch: rows[0]?.patch },
      expected: expectedOf(rows),
    })),
  },
  'clients/archive': {
    kind: 'inverse',
    inverse: marksInverse('clients', 'archived', ([id], done) => ({
      name: 'clients/archive',
      args: { client_id: id, archived: done.rows.find((row) => row.id === id)?.before?.['archived'] },
    })),
  },
  'client-assignments/assign': {
    kind: 'inverse',
    inverse: createdInverse('client_assignments', ([id], done) => ({
      name: 'client-assignments/unassign',
      args: { id, client_id: clientOf(done) },
    })),
  },
  'client-assignments/unassign': { kind: 'inverse', inverse: assignAgain() },
  'campaigns/create': {
    kind: 'inverse',
    inverse: createdInverse(
      'campaigns',
      ([id], done) => ({
        name: 'campaigns/update',
        args: { client_id: clientOf(done), changes: [{ id, patch: { archived: true } }] },
      }),
      isInUse,
    ),
  },
  'campaigns/update': changesBack('campaigns/update', 'campaigns'),
  'meetings/update': changesBack('meetings/update', 'meetings'),
  'domains/update': changesBack('domains/update', 'domains'),
  'requests/update': changesBack('requests/update', 'requests'),
  'onboarding-tasks/update': changesBack('onboarding-tasks/update', 'onboarding_tasks'),
} as const satisfies Record<string, UndoKind>;

/** For mutations of the form `{ client_id, changes: [{ id, patch }] }`. */
export function changesBack(name: string, table: MutableTableName): UndoKind {
  return {
    kind: 'inverse',
    inverse: fieldsInverse(table, (rows, args) => ({
      name,
      args: {
        client_id: clientOf({ args }),
        changes: rows.map(({ id, patch }) => ({ id, patch })),
      },
      expected: expectedOf(rows),
    })),
  };
}

function assignAgain(): Inverse {
  return (done, present) => {
    const row = done.rows.find((one) => one.table === 'client_assignments' && one.before && !one.after);
    if (!row) return noWay(NOTHING_CHANGED);
    if (present?.('client_assignments', row.id)) return noWay(CHANGED_SINCE);
    const { id, client_id, user_id } = row.before ?? {};
    return oneStep('client-assignments/assign', { id, client_id, user_id });
  };
}
