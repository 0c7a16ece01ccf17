import { z } from 'zod';
import { tableMeta } from '../mutations/columns.ts';
import { selectRows } from '../mutations/sql-text.ts';
import { SYNCED_TABLE_NAMES } from '../schema/registry.ts';
import { defineRows } from './define.ts';

/**
 * Whole rows of one table as they are here now, each as the JSON text that `parseRow` reads (column `r`): what an undo is
 * measured against. Asked once, not watched: it names no columns to follow.
 */
export const rowsPresent = defineRows({
  kind: 'rows',
  name: 'rows.present',
  args: z.object({ table: z.enum(SYNCED_TABLE_NAMES), ids: z.array(z.uuid()).min(1).max(1_000) }),
  entity: null,
  reads: {},
  statement: ({ table, ids }) => {
    const place = tableMeta(table).columns.findIndex((column) => column.name === 'id');
    const rows = selectRows(table, 't.id = any($1::text[]::uuid[])', 't.id');
    return { text: `select r::json ->> ${place} as key, r from (${rows}) present`, params: [ids] };
  },
});
