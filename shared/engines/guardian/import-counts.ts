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

/** The counts with one more row. */
export function countRow(counts: ImportCounts, row: PlannedRow): ImportCounts {
  const counter = COUNTER[row.action];
  const next = { ...counts, total: counts.total + 1, [counter]: counts[counter] + 1 };
  if (row.action !== 'create' && row.action !== 'update') return next;
  const { verdict } = row.verification;
  return { ...next, verdicts: { ...counts.verdicts, [verdict]: counts.verdicts[verdict] + 1 } };
}
