/** What an import makes of its rows, given the leads that are there. Pure. */
import type { NewRow, Row } from '../../schema/registry.ts';
import type { Patch } from '../store.ts';
import { deepEqual, rawRow } from '../canonical.ts';
import type { ImportBatch, ImportRow } from './import-batch.ts';
import { outranks, type verdictColumns } from './verdicts.ts';

export type ImportDecision = {
  readonly creates: readonly NewRow<'leads'>[];
  readonly updates: readonly Patch<'leads'>[];
  readonly skipped: number;
  /** Rows that were taken, with the lead each became or changed. */
  readonly judged: readonly { readonly leadId: string; readonly row: ImportRow }[];
};

/** A mailbox twice in one batch: the first row counts, the others are skipped. */
export function decideImport(
  batch: ImportBatch,
  known: readonly Row<'leads'>[],
  verdictOf: (row: ImportRow) => ReturnType<typeof verdictColumns>,
): ImportDecision {
  const existing = new Map(known.map((lead) => [lead.email_key, lead]));
  const creates: NewRow<'leads'>[] = [];
  const updates: Patch<'leads'>[] = [];
  const judged: { leadId: string; row: ImportRow }[] = [];
  for (const row of firstOfEachMailbox(batch.rows)) {
    const lead = existing.get(row.email_key);
    if (lead) {
      const patch = patchFor(batch, lead, row, verdictOf);
      if (!patch) continue;
      updates.push(patch);
      judged.push({ leadId: lead.id, row });
    } else if (batch.mode !== 'update') {
      creates.push(newLead(batch, row, verdictOf));
      judged.push({ leadId: row.id, row });
    }
  }
  return { creates, updates, judged, skipped: batch.rows.length - creates.length - updates.length };
}

function firstOfEachMailbox(rows: readonly ImportRow[]): readonly ImportRow[] {
  const seen = new Map<string, ImportRow>();
  for (const row of rows) if (!seen.has(row.email_key)) seen.set(row.email_key, row);
  return [...seen.values()];
}

function newLead(
  batch: ImportBatch,
  row: ImportRow,
  verdictOf: (row: ImportRow) => ReturnType<typeof verdictColumns>,
): NewRow<'leads'> {
  return {
    ...row.fields,
    id: row.id,
    scope_client_id: batch.client_id,
    client_id: batch.client_id,
    campaign_id: batch.campaign_id,
    import_id: batch.import_id,
    email: row.email,
    email_key: row.email_key,
    source: batch.source,
    ...verdictOf(row),
  };
}

/** Null when the lead stays as it is. An empty field of the file never empties one of the lead. */
function patchFor(
  batch: ImportBatch,
  lead: Row<'leads'>,
  row: ImportRow,
  verdictOf: (row: ImportRow) => ReturnType<typeof verdictColumns>,
): Patch<'leads'> | null {
  if (batch.mode === 'create' || batch.on_match === 'skip') return null;
  const present = rawRow(lead);
  const { custom: offeredCustom = {}, ...facts } = row.fields;
  const offered = Object.entries({ ...facts, campaign_id: batch.campaign_id });
  const changes: [string, unknown][] = offered.filter(([field, value]) => {
    if (value === null || value === undefined || deepEqual(present[field], value)) return false;
    return batch.on_match === 'overwrite' || present[field] === null;
  });
  const custom = mergedCustom(batch.on_match, lead.custom, offeredCustom);
  if (!deepEqual(custom, lead.custom)) changes.push(['custom', custom]);
  if (changes.length === 0) return null;
  const verdict = outranks(row.verification, lead) ? verdictOf(row) : {};
  return { id: lead.id, ...Object.fromEntries(changes), ...verdict };
}

function mergedCustom(
  onMatch: ImportBatch['on_match'],
  present: Readonly<Record<string, string>>,
  offered: Readonly<Record<string, string>>,
): Record<string, string> {
  return onMatch === 'overwrite' ? { ...present, ...offered } : { ...offered, ...present };
}
