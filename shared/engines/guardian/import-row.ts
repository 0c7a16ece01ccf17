import type { ImportRow } from '../../mutations/leads/import-batch.ts';
import { GUARDIAN_VERSION } from './guardian.ts';
import type { PlannedCreate, PlannedUpdate } from './import-plan.ts';
import type { LeadVerification } from './verdict.ts';

const REASONS_KEPT = 60;
const REASON_CHARACTERS = 500;

/** Where Guardian ran, as verifications remember it. */
export type VerifyingHost = 'desktop' | 'server';

/** A planned row as `leads/import-batch` takes it. `id` names the lead if the row turns out to be a new one. */
export function importRow(row: PlannedCreate | PlannedUpdate, id: string, host: VerifyingHost): ImportRow {
  const { email = row.verification.lead.email ?? '', ...fields } =
    row.action === 'create' ? row.values : { ...row.patch };
  return {
    id,
    email,
    email_key: row.email_key,
    fields: { ...fields, ...(fields.custom ? { custom: { ...fields.custom } } : {}) },
    verification: verdictArguments(row.verification, host),
  };
}

/** A verification as mutations take it: provisional, with its worst reasons, texts cut at a bounded length. */
export function verdictArguments(
  verification: LeadVerification,
  host: VerifyingHost,
): ImportRow['verification'] {
  return {
    verdict: verification.verdict,
    provisional: true,
    reasons: verification.reasons.slice(0, REASONS_KEPT).map((reason) => ({
      ...reason,
      text: reason.text.slice(0, REASON_CHARACTERS),
    })),
    engine_version: GUARDIAN_VERSION,
    host,
  };
}
