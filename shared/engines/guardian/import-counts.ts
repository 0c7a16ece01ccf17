import type { PlannedRow } from './import-plan.ts';
import type { Verdict } from './verdict.ts';

export type ImportCounts = {
  readonly total: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly refused: number;
  /** Verdicts of the rows that Guardian judged and that are created or updated. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
};

export function emptyCounts(): ImportCounts {
  return {
    total: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    refused: 0,
    verdicts: { valid: 0, risky: 0, unknown: 0, invalid: 0, blocked: 0 },
  };
}

const COUNTER = { create: 'created', update: 'updated', skip: 'skipped', refuse: 'refused' } as const;

/** The counts of planned rows. */
export function countRows(rows: readonly PlannedRow[]): ImportCounts {
  const counts = { ...emptyCounts(), total: rows.length };
  const verdicts = { ...counts.verdicts };
  for (const row of rows) {
    counts[COUNTER[row.action]] += 1;
    if (row.action === 'create' || row.action === 'update') verdicts[row.verification.verdict] += 1;
  }
  return { ...counts, verdicts };
}

export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    total: a.total + b.total,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    skipped: a.skipped + b.skipped,
    refused: a.refused + b.refused,
    verdicts: {
      valid: a.verdicts.valid + b.verdicts.valid,
      risky: a.verdicts.risky + b.verdicts.risky,
      unknown: a.verdicts.unknown + b.verdicts.unknown,
      invalid: a.verdicts.invalid + b.verdicts.invalid,
      blocked: a.verdicts.blocked + b.verdicts.blocked,
    },
  };
}
