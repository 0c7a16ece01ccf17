import { MAX_ROWS_PER_MUTATION } from '../../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { LEAD_SOURCES } from '../../domain/vocabulary/leads.ts';
import { idArgument, idOrNull } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { mayDo } from '../permitted.ts';
import { counted } from '../sentences.ts';
import { addImportCounts } from './import-counts.ts';
import { decideImport } from './import-decision.ts';
import { leadAddress, leadFacts } from './lead-fields.ts';
import { verdictArgument, verdictColumns, verificationRow } from './verdicts.ts';

export const importRow = z.object({
  id: idArgument,
  ...leadAddress,
  fields: z.strictObject(leadFacts).partial(),
  verification: verdictArgument,
});
export type ImportRow = z.infer<typeof importRow>;

export const importBatchArgs = z.object({
  import_id: idArgument,
  client_id: idArgument,
  campaign_id: idOrNull,
  source: z.enum(LEAD_SOURCES).default('csv'),
  mode: z.enum(['create', 'update', 'both']),
  on_match: z.enum(['skip', 'fill', 'overwrite']),
  rows: z.array(importRow).max(MAX_ROWS_PER_MUTATION),
  /** Rows of the file before these that never became leads. */
  refused: z.int().min(0).default(0),
  /** Rows of the file that the planning side left alone, so that they are not in `rows`. */
  skipped: z.int().min(0).default(0),
});
export type ImportBatch = z.infer<typeof importBatchArgs>;

/**
 * Up to 1,000 rows of a lead list. Whether a row is new, changes a lead or is skipped is decided here, on the data of the
 * side that runs it, so the server decides again on its own. Adds to the counters of the import.
 */
export const importLeads = defineMutation({
  name: 'leads/import-batch',
  version: 1,
  args: importBatchArgs,
  scope: (args) => args.client_id,
  permission: mayDo('create', 'lead_imports'),
  apply: async (store, args, context) => {
    const keys = args.rows.map((row) => row.email_key);
    const known = await store.findBy('leads', 'email_key', keys, {
      client_id: args.client_id,
      deleted_at: null,
    });
    const decision = decideImport(args, known, (row) => verdictColumns(row.verification, context));
    await store.insert('leads', decision.creates);
    await store.update('leads', decision.updates);
    await store.insert(
      'lead_verifications',
      decision.judged.map(({ leadId, row }, index) =>
        verificationRow(leadId, row.verification, context, index),
      ),
    );
    await addImportCounts(store, args, decision, context);
    const written = decision.creates.length + decision.updates.length;
    return {
      entityType: 'lead_import',
      entityId: args.import_id,
      rows: written,
      summary: sentence(decision.creates.length, decision.updates.length, decision.skipped),
    };
  },
});

function sentence(created: number, updated: number, skipped: number): string {
  const extras = [
    ...(updated > 0 ? [`${updated} updated`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `Imported ${counted(created, 'lead')}${extras.length > 0 ? ` (${extras.join(', ')})` : ''}`;
}
