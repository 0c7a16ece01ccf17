import { MAX_ROWS_PER_MUTATION } from '../../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { isSyncedTable, type NewRow, type SyncedTableName } from '../../schema/registry.ts';
import { defineMutation } from '../define.ts';
import { counted } from '../sentences.ts';

/** The runner's own tables are never loaded. */
type LoadableTable = Exclude<SyncedTableName, 'commits' | 'activity'>;

/** Inserts whole rows of one table, of any client: how the server loads the demonstration agency. System only. */
export const loadRows = defineMutation({
  name: 'rows/load',
  version: 1,
  args: z.object({
    table: z.custom<LoadableTable>(isLoadable, 'is not a table that can be loaded'),
    /** Columns are checked against the table when they are written. */
    rows: z
      .array(z.custom<NewRow<LoadableTable>>(isRecord, 'is not a row'))
      .min(1)
      .max(MAX_ROWS_PER_MUTATION),
  }),
  scope: () => null,
  permission: (actor) => actor.kind === 'system',
  apply: async (store, args) => {
    await store.insert(args.table, args.rows);
    return {
      entityType: args.table,
      entityId: null,
      summary: `Loaded ${counted(args.rows.length, 'row')} of ${args.table.replaceAll('_', ' ')}`,
    };
  },
});

function isLoadable(name: unknown): boolean {
  return typeof name === 'string' && isSyncedTable(name) && name !== 'commits' && name !== 'activity';
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
