import { describe, expect, test } from 'vitest';
import type { Row } from '../../schema/registry.ts';
import { canonicalNewRow } from '../canonical.ts';
import { testId } from '../testing/ids.ts';
import { NOW } from '../testing/run-step.ts';
import { importBatchArgs, type ImportBatch } from './import-batch.ts';
import { decideImport } from './import-decision.ts';

const CLIENT = testId(1);
const VERDICT = {
  verdict: 'risky' as const,
  verdict_reasons: ['role_account'],
  verdict_provisional: true,
  verified_at: NOW,
};

function lead(n: number, fields: Record<string, unknown>): Row<'leads'> {
  const row = {
    id: testId(n),
    scope_client_id: CLIENT,
    client_id: CLIENT,
    email: `${n}@example.com`,
    email_key: `${n}@example.com`,
    ...fields,
  };
  return canonicalNewRow('leads', row, NOW) as Row<'leads'>;
}

function batch(
  rows: readonly { readonly n: number; readonly key?: string; readonly fields?: Record<string, unknown> }[],
  over: Partial<ImportBatch> = {},
): ImportBatch {
  return importBatchArgs.parse({
    import_id: testId(2),
    client_id: CLIENT,
    campaign_id: null,
    mode: 'both',
    on_match: 'fill',
    ...over,
    rows: rows.map(({ n, key = `${n}@example.com`, fields = {} }) => ({
      id: testId(1_000 + n),
      email: key,
      email_key: key,
      fields,
      verification: { verdict: 'risky', reasons: [], engine_version: '1', host: 'desktop' },
    })),
  });
}

function decide(rows: ImportBatch, known: readonly Row<'leads'>[] = []) {
  const { creates, updates, skipped, judged } = decideImport(rows, known, () => VERDICT);
  return {
    creates: creates.map(({ id }) => id),
    updates,
    skipped,
    judged: judged.map(({ leadId }) => leadId),
  };
}

describe('what an import makes of its rows', () => {
  const known = [lead(1, { first_name: 'Ann', custom: { team: 'a' } })];
  const offered = { n: 1, fields: { first_name: 'Anna', city: 'Paris', custom: { team: 'b', line: 'hi' } } };

  test.each([
    ['new rows are created', batch([{ n: 5 }]), { creates: [testId(1_005)], updates: [], skipped: 0 }],
    [
      'update only: new rows are skipped',
      batch([{ n: 5 }], { mode: 'update' }),
      { creates: [], updates: [], skipped: 1 },
    ],
    [
      'create only: known rows are skipped',
      batch([offered], { mode: 'create' }),
      { creates: [], updates: [], skipped: 1 },
    ],
    [
      'skip: known rows are skipped',
      batch([offered], { on_match: 'skip' }),
      { creates: [], updates: [], skipped: 1 },
    ],
    [
      'fill: only what is empty',
      batch([offered]),
      {
        updates: [{ id: testId(1), city: 'Paris', custom: { team: 'a', line: 'hi' }, ...VERDICT }],
        skipped: 0,
      },
    ],
    [
      'overwrite: everything given',
      batch([offered], { on_match: 'overwrite', campaign_id: testId(9) }),
      {
        updates: [
          {
            id: testId(1),
            first_name: 'Anna',
            city: 'Paris',
            campaign_id: testId(9),
            custom: { team: 'b', line: 'hi' },
            ...VERDICT,
          },
        ],
        skipped: 0,
      },
    ],
    [
      'an empty field of the file empties nothing',
      batch([{ n: 1, fields: { first_name: '', city: null } }], { on_match: 'overwrite' }),
      { updates: [], skipped: 1 },
    ],
    [
      'a mailbox twice: the first row counts',
      batch([{ n: 5 }, { n: 6, key: '5@example.com' }]),
      { creates: [testId(1_005)], updates: [], skipped: 1 },
    ],
    ['no rows', batch([]), { creates: [], updates: [], skipped: 0 }],
  ])('%s', (_, rows, wanted) => {
    expect(decide(rows, known)).toMatchObject(wanted);
  });

  test('what only a desktop judged does not replace what the server found out', () => {
    const checked = [lead(1, { verdict: 'invalid', verdict_provisional: false })];
    expect(decide(batch([offered]), checked).updates[0]).toEqual({
      id: testId(1),
      first_name: 'Anna',
      city: 'Paris',
      custom: { team: 'b', line: 'hi' },
    });
  });

  test('rows that were taken are the ones whose verdicts are kept', () => {
    expect(decide(batch([offered, { n: 5 }, { n: 6, key: '5@example.com' }]), known).judged).toEqual([
      testId(1),
      testId(1_005),
    ]);
  });
});
