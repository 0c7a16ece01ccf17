/** How changes of incidents, notes, conflicts, views and people are taken back. */
import { expectedOf, fieldsInverse } from './fields.ts';
import { clientOf, createdInverse, marksInverse, singleRow } from './marks.ts';
import type { Inverse, UndoKind, UndoStep } from './plan.ts';
import { CHANGED_SINCE, NOTHING_CHANGED, noWay, oneStep } from './plan.ts';

export const WORK_UNDO = {
  'notes/add': {
    kind: 'inverse',
    inverse: createdInverse(
      'notes',
      ([id], done) => ({ name: 'notes/delete', args: { id, client_id: clientOf(done) } }),
      (row) => row['deleted_at'] === null,
    ),
  },
  'notes/update': {
    kind: 'inverse',
    inverse: fieldsInverse('notes', (rows, args) => ({
      name: 'notes/update',
      args: {
        id: rows[0]?.id,
        client_id: clientOf({ args }),
        patch: rows[0]?.patch,
      },
      expected: expectedOf(rows),
    })),
  },
  'notes/delete': {
    kind: 'inverse',
    inverse: marksInverse('notes', 'deleted_at', ([id], done) => ({
      name: 'notes/restore',
      args: { id, client_id: clientOf(done) },
    })),
  },
  'notes/restore': {
    kind: 'inverse',
    inverse: marksInverse('notes', 'deleted_at', ([id], done) => ({
      name: 'notes/delete',
      args: { id, client_id: clientOf(done) },
    })),
  },
  'incidents/acknowledge': { kind: 'inverse', inverse: incidentBack },
  'incidents/assign': { kind: 'inverse', inverse: incidentBack },
  'incidents/resolve': { kind: 'inverse', inverse: incidentBack },
  'incidents/reopen': { kind: 'inverse', inverse: incidentBack },
  'conflicts/resolve': { kind: 'inverse', inverse: reopenConflict },
  'conflicts/reopen': { kind: 'inverse', inverse: resolveAgain },
  'saved-views/save': { kind: 'inverse', inverse: viewBack },
  'saved-views/delete': { kind: 'inverse', inverse: viewAgain },
  'users/create-profile': {
    kind: 'never',
    reason: 'The account exists and may be in use. Switch it off instead.',
  },
  'users/update': {
    kind: 'inverse',
    inverse: fieldsInverse('users', (rows) => ({
      name: 'users/update',
      args: { id: rows[0]?.id, patch: rows[0]?.patch },
      expected: expectedOf(rows),
    })),
  },
} as const satisfies Record<string, UndoKind>;

const INCIDENT_FIELDS = ['status', 'owner_id', 'snoozed_until', 'resolution'] as const;

/** Back to the state before the step, as long as nobody took another one since. */
function incidentBack(...[done, present]: Parameters<Inverse>): ReturnType<Inverse> {
  const found = singleRow(done, 'incidents', present);
  const before = found?.row.before;
  const after = found?.row.after;
  if (!before || !after) return noWay(NOTHING_CHANGED);
  const { now } = found;
  if (now && INCIDENT_FIELDS.some((field) => now[field] !== after[field])) return noWay(CHANGED_SINCE);
  const target = { id: found.row.id, client_id: before['scope_client_id'] ?? null };
  const steps = incidentSteps(target, before, after);
  return steps === null
    ? noWay('It had closed by itself. Close it with a sentence about what was done.')
    : { kind: 'steps', steps, rows: 1, left: 0 };
}

type Fields = Readonly<Record<string, unknown>>;

function incidentSteps(target: object, before: Fields, after: Fields): readonly UndoStep[] | null {
  const step = (name: string, fields: object): UndoStep => ({
    name: `incidents/${name}`,
    args: { ...target, ...fields },
    expected: {},
  });
  const steps: UndoStep[] = [];
  if (before['owner_id'] !== after['owner_id']) steps.push(step('assign', { owner_id: before['owner_id'] }));
  const { snoozed_until, resolution } = before;
  switch (before['status']) {
    case 'open':
      if (after['status'] !== 'open') steps.push(step('reopen', { snoozed_until, resolution }));
      return steps;
    case 'acknowledged':
      if (after['status'] === 'resolved') steps.push(step('reopen', { resolution }));
      if (after['status'] !== 'acknowledged' || snoozed_until !== after['snoozed_until'])
        steps.push(step('acknowledge', { snoozed_until }));
      return steps;
    default:
      if (steps.length > 0) return steps;
      return typeof resolution === 'string' ? [step('resolve', { resolution })] : null;
  }
}

/** The field and the question come back together; the server looks whether the answer still stands. */
function reopenConflict(...[done, present]: Parameters<Inverse>): ReturnType<Inverse> {
  const found = singleRow(done, 'conflicts', present);
  if (!found) return noWay(NOTHING_CHANGED);
  if (found.now?.['status'] === 'open') return noWay(CHANGED_SINCE);
  return oneStep('conflicts/reopen', { id: found.row.id, client_id: clientOf(done) });
}

function resolveAgain(...[done, present]: Parameters<Inverse>): ReturnType<Inverse> {
  const found = singleRow(done, 'conflicts', present);
  if (!found) return noWay(NOTHING_CHANGED);
  if (found.now?.['status'] === 'resolved') return noWay(CHANGED_SINCE);
  const former = found.row.before?.['resolution'];
  const { choice, value } = isFields(former) ? former : {};
  return oneStep('conflicts/resolve', {
    id: found.row.id,
    client_id: clientOf(done),
    choice,
    ...(choice === 'value' ? { value } : {}),
  });
}

function viewBack(...[done, present]: Parameters<Inverse>): ReturnType<Inverse> {
  const found = singleRow(done, 'saved_views', present);
  if (!found) return noWay(NOTHING_CHANGED);
  const { before, after, id } = found.row;
  if (!before) return oneStep('saved-views/delete', { id });
  const isAsLeft = ['name', 'shared', 'pinned'].every(
    (name) => !found.now || found.now[name] === after?.[name],
  );
  return isAsLeft ? oneStep('saved-views/save', viewArguments(before)) : noWay(CHANGED_SINCE);
}

function viewAgain(...[done, present]: Parameters<Inverse>): ReturnType<Inverse> {
  const found = singleRow(done, 'saved_views', present);
  const before = found?.row.before;
  if (!before) return noWay(NOTHING_CHANGED);
  if (found.now) return noWay(CHANGED_SINCE);
  return before['user_id'] === done.userId
    ? oneStep('saved-views/save', viewArguments(before))
    : noWay('This view belonged to someone else. Only they can save it again.');
}

function viewArguments({ id, screen, name, definition, shared, pinned }: Fields): object {
  return { id, screen, name, definition, shared, pinned };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
