/** How changes of leads, imports and the do-not-contact list are taken back. */
import { z } from 'zod';
import type { RawRow } from '../canonical.ts';
import { changesBack } from './of-clients.ts';
import { changed, clientOf, createdInverse, marksInverse } from './marks.ts';
import type { Inverse, UndoKind, UndoStep } from './plan.ts';
import { CHANGED_SINCE, NOTHING_CHANGED, noWay } from './plan.ts';

const isLive = (row: Readonly<Record<string, unknown>>): boolean => row['deleted_at'] === null;

const archivedSchema = z.object({ archived: z.boolean() });

export const LEAD_UNDO = {
  'leads/create': {
    kind: 'inverse',
    inverse: createdInverse(
      'leads',
      (ids, done) => ({ name: 'leads/delete', args: { client_id: clientOf(done), ids } }),
      isLive,
    ),
  },
  'leads/update': changesBack('leads/update', 'leads'),
  'leads/delete': {
    kind: 'inverse',
    inverse: marksInverse('leads', 'deleted_at', (ids, done) => ({
      name: 'leads/restore',
      args: { client_id: clientOf(done), ids },
    })),
  },
  'leads/restore': {
    kind: 'inverse',
    inverse: marksInverse('leads', 'deleted_at', (ids, done) => ({
      name: 'leads/delete',
      args: { client_id: clientOf(done), ids },
    })),
  },
  'leads/archive': {
    kind: 'inverse',
    inverse: marksInverse('leads', 'archived', (ids, done) => ({
      name: 'leads/archive',
      args: {
        client_id: clientOf(done),
        ids,
        archived: !archivedSchema.parse(changed(done, 'leads')[0]?.after).archived,
      },
    })),
  },
  'leads/verify-batch': {
    kind: 'never',
    reason: 'A verdict says what the check found. Verify the lead again to replace it.',
  },
  'lead-imports/start': {
    kind: 'never',
    reason:
      'An import cannot be taken back in one step. Filter the leads by the import and move them to the trash.',
  },
  'leads/import-batch': { kind: 'part' },
  'lead-imports/finish': { kind: 'part' },
  'suppressions/add': {
    kind: 'inverse',
    inverse: createdInverse('suppressions', (ids, done) => ({
      name: 'suppressions/remove',
      args: { client_id: clientOf(done), ids },
    })),
  },
  'suppressions/remove': { kind: 'inverse', inverse: suppressAgain() },
} as const satisfies Record<string, UndoKind>;

/** Entries go back with their own reasons and sources: one step for each pair. */
function suppressAgain(): Inverse {
  return (done, present) => {
    const removed = done.rows.filter((row) => row.table === 'suppressions' && row.before && !row.after);
    const gone = removed.filter((row) => present?.('suppressions', row.id) === undefined);
    if (removed.length === 0) return noWay(NOTHING_CHANGED);
    if (gone.length === 0) return noWay(CHANGED_SINCE);
    const groups = Map.groupBy(gone, ({ before }) =>
      JSON.stringify([before?.['reason'], before?.['source']]),
    );
    const steps = [...groups.values()].map((rows): UndoStep => {
      const first: RawRow = rows[0]?.before ?? {};
      return {
        name: 'suppressions/add',
        args: {
          client_id: clientOf(done),
          reason: first['reason'],
          source: first['source'],
          entries: rows.map(({ before }) => ({
            id: before?.['id'],
            kind: before?.['kind'],
            value_hmac: before?.['value_hmac'],
            domain: before?.['domain'] ?? null,
          })),
        },
        expected: {},
      };
    });
    return { kind: 'steps', steps, rows: gone.length, left: removed.length - gone.length };
  };
}
