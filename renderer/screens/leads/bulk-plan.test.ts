import { describe, expect, test } from 'vitest';

import type { LeadBulkRow } from '../../lib/rows/lead-row.ts';
import { chunksOf } from '../../../shared/kernel/chunks.ts';
import { planBulkEdit } from './bulk-plan.ts';

const lead = (id: string, over: Partial<LeadBulkRow> = {}): LeadBulkRow => ({
  id,
  client_id: 'a',
  status: 'new',
  campaign_id: null,
  labels: [],
  ...over,
});

describe('a bulk edit', () => {
  test('never puts more than 1,000 rows or two clients into one request', () => {
    const rows = Array.from({ length: 2_500 }, (_, index) =>
      lead(`l${index}`, { client_id: index % 5 === 0 ? 'b' : 'a' }),
    );
    const plan = planBulkEdit(rows, { kind: 'status', status: 'ready' });
    expect(plan.rows).toBe(2_500);
    expect(plan.steps.map((step) => step.rows)).toEqual([500, 1_000, 1_000]);
  });

  test('leaves out rows that are so already or cannot become so', () => {
    const plan = planBulkEdit(
      [lead('1'), lead('2', { status: 'ready' }), lead('3', { status: 'unsubscribed' })],
      { kind: 'status', status: 'ready' },
    );
    expect(plan).toMatchObject({ rows: 1, unchanged: 1, refused: 1 });
    expect(plan.steps[0]?.request.args).toEqual({
      client_id: 'a',
      changes: [{ id: '1', patch: { status: 'ready' } }],
    });
  });

  test('adds a label to those the lead has and says what it saw', () => {
    const plan = planBulkEdit([lead('1', { labels: ['vip'] })], { kind: 'label', label: 'spring' });
    expect(plan.steps[0]?.request).toMatchObject({
      args: { changes: [{ id: '1', patch: { labels: ['vip', 'spring'] } }] },
      expected: { '1': { labels: ['vip'] } },
    });
  });

  test('gives a campaign to the leads of its own client alone', () => {
    const plan = planBulkEdit([lead('1'), lead('2', { client_id: 'b' })], {
      kind: 'campaign',
      campaignId: 'c',
      clientId: 'b',
    });
    expect(plan).toMatchObject({ rows: 1, refused: 1 });
  });
});

test('chunks keep order and size', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunksOf([], 2)).toEqual([]);
});
