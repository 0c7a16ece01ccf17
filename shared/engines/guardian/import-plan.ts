/**
 * Decides what an import does with every row: create, update, skip or refuse, each with its reason.
 * Writes nothing: a dry run is this plan, and the real run hands the same plan to the mutations.
 * Law: every data row ends in exactly one of the four, so the counts add up to the rows read.
 */
import type { LeadDraft } from '../../domain/csv/lead-draft.ts';
import type { RowReader } from '../../domain/csv/row-reader.ts';
import type { ExistingLead, ExistingLeads, LeadValues } from '../../ports/existing-leads.ts';
import { readEmail } from './email-address.ts';
import type { Guardian } from './guardian.ts';
import type { ImportOptions } from './import-options.ts';
import { addCounts, countRows, emptyCounts, type ImportCounts } from './import-counts.ts';
import { draftOfValues, leadValues, patchOf, type LeadPatch } from './lead-values.ts';
import type { LeadVerification } from './verdict.ts';

export type ImportRow = { readonly row: number; readonly cells: readonly string[] };

export type PlannedRow = PlannedCreate | PlannedUpdate | PlannedSkip | PlannedRefusal;

export type PlannedCreate = {
  readonly action: 'create';
  readonly row: number;
  readonly email_key: string;
  readonly values: LeadValues;
  readonly verification: LeadVerification;
};

export type PlannedUpdate = {
  readonly action: 'update';
  readonly row: number;
  readonly leadId: string;
  readonly email_key: string;
  /** Never empty. */
  readonly patch: LeadPatch;
  /** Of the lead as it will be. */
  readonly verification: LeadVerification;
};

export type PlannedSkip = {
  readonly action: 'skip';
  readonly row: number;
  readonly code: 'already_there' | 'not_there' | 'nothing_new';
  readonly text: string;
  readonly leadId?: string;
};

export type PlannedRefusal = {
  readonly action: 'refuse';
  readonly row: number;
  readonly cells: readonly string[];
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly verification?: LeadVerification;
};

export type PlannedBatch = { readonly rows: readonly PlannedRow[]; readonly counts: ImportCounts };

export type ImportPlanner = {
  /** Plans up to 1,000 rows; batches come in file order. Blank rows are left out of rows and counts. */
  readonly planBatch: (rows: readonly ImportRow[]) => Promise<PlannedBatch>;
  /** Counts of everything planned so far. */
  readonly counts: () => ImportCounts;
  /**
   * Takes note of rows that an earlier run has imported, so that a resumed run still sees duplicates in the
   * file. Rows are those before the checkpoint.
   */
  readonly remember: (rows: readonly ImportRow[]) => void;
};

export type ImportPlannerParts = {
  readonly guardian: Guardian;
  readonly existing: ExistingLeads;
  readonly readRow: RowReader;
  readonly options: ImportOptions;
};

type Candidate = {
  readonly row: number;
  readonly cells: readonly string[];
  readonly draft: LeadDraft;
  readonly key: string | undefined;
};

/** Starts a plan. It remembers the mailboxes it has accepted (about 100 bytes each) to find duplicates in the file. */
export function createImportPlanner(parts: ImportPlannerParts): ImportPlanner {
  const accepted = new Map<string, number>();
  let total = emptyCounts();

  async function planBatch(rows: readonly ImportRow[]): Promise<PlannedBatch> {
    const { candidates, refusals } = readRows(rows, parts.readRow);
    const keys = [...new Set(candidates.flatMap(({ key }) => key ?? []))];
    const found = keys.length === 0 ? [] : await parts.existing.byEmailKeys(keys);
    const byKey = new Map(found.map((lead) => [lead.email_key, lead]));
    const planned = candidates.map((candidate) => {
      const result = planRow(candidate, byKey, accepted, parts);
      if (result.action !== 'refuse' && candidate.key !== undefined)
        accepted.set(candidate.key, candidate.row);
      return result;
    });
    const all = [...refusals, ...planned].toSorted((a, b) => a.row - b.row);
    const counts = countRows(all);
    total = addCounts(total, counts);
    return { rows: all, counts };
  }

  function remember(rows: readonly ImportRow[]): void {
    for (const { row, draft, key } of readRows(rows, parts.readRow).candidates) {
      if (key === undefined || accepted.has(key)) continue;
      if (!isRefused(parts.guardian.verify(draft, { consent: parts.options.consent }), parts.options))
        accepted.set(key, row);
    }
  }

  return { planBatch, counts: () => total, remember };
}

function readRows(rows: readonly ImportRow[], readRow: RowReader) {
  const candidates: Candidate[] = [];
  const refusals: PlannedRefusal[] = [];
  for (const { row, cells } of rows) {
    const read = readRow(cells);
    if (read.kind === 'blank') continue;
    if (read.kind === 'refused') {
      refusals.push({ action: 'refuse', row, cells, reasons: read.problems });
      continue;
    }
    const email = readEmail(read.draft.email ?? '');
    candidates.push({ row, cells, draft: read.draft, key: email.ok ? email.key : undefined });
  }
  return { candidates, refusals };
}

function planRow(
  candidate: Candidate,
  byKey: ReadonlyMap<string, ExistingLead>,
  accepted: ReadonlyMap<string, number>,
  { guardian, options }: ImportPlannerParts,
): PlannedRow {
  const { row, cells, draft, key } = candidate;
  const existing = key === undefined ? undefined : byKey.get(key);
  const circumstances = {
    sameAsRow: key === undefined ? undefined : accepted.get(key),
    existsInClient: existing !== undefined,
    consent: options.consent,
  };
  const judged = guardian.verify(draft, circumstances);
  const patch = existing && patchOf(existing.values, leadValues(judged.lead), writeRule(options));
  const verification =
    existing && patch
      ? guardian.verify(draftOfValues({ ...existing.values, ...patch }), circumstances)
      : judged;
  if (key === undefined || circumstances.sameAsRow !== undefined || isRefused(verification, options)) {
    return { action: 'refuse', row, cells, reasons: seriousReasons(verification), verification };
  }
  if (existing && patch) return planMatch(row, existing, patch, verification, options);
  if (options.mode === 'update') {
    const text = 'The client has no lead with this mailbox, and only updates were asked for.';
    return { action: 'skip', row, code: 'not_there', text };
  }
  return { action: 'create', row, email_key: key, values: leadValues(verification.lead), verification };
}

/** A lead is judged as it will be, so a country the client knows counts even where the row does not say it. */
function planMatch(
  row: number,
  existing: ExistingLead,
  patch: LeadPatch,
  verification: LeadVerification,
  options: ImportOptions,
): PlannedRow {
  const leadId = existing.id;
  if (options.mode === 'create' || options.onMatch === 'skip') {
    const text = 'The client already has a lead with this mailbox.';
    return { action: 'skip', row, code: 'already_there', text, leadId };
  }
  if (Object.keys(patch).length === 0) {
    return {
      action: 'skip',
      row,
      code: 'nothing_new',
      text: 'The lead already says all that this row says.',
      leadId,
    };
  }
  return { action: 'update', row, leadId, email_key: existing.email_key, patch, verification };
}

function writeRule(options: ImportOptions): 'fill' | 'overwrite' {
  return options.mode !== 'create' && options.onMatch === 'overwrite' ? 'overwrite' : 'fill';
}

/**
 * A country's law alone does not keep a row out: it is imported as blocked, visible and not sendable, since consent
 * may be found later. Someone on a suppression or do-not-contact list is not stored again.
 */
function isRefused({ verdict, reasons }: LeadVerification, options: ImportOptions): boolean {
  const blockedByLawAlone =
    verdict === 'blocked' &&
    reasons.every(({ code, severity }) => severity !== 'blocked' || code === 'country_blocked') &&
    reasons.every(({ severity }) => severity !== 'invalid');
  return !blockedByLawAlone && options.refuse.some((refused) => refused === verdict);
}

/** What made the verdict; remarks and lesser doubts would only hide it. All reasons are in the verification. */
function seriousReasons(verification: LeadVerification): PlannedRefusal['reasons'] {
  const serious = verification.reasons.filter(
    ({ severity }) => severity === 'invalid' || severity === 'blocked',
  );
  return serious.length > 0 ? serious : verification.reasons;
}
