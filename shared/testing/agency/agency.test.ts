import { expect, test } from 'vitest';
import type { NewRow } from '../../schema/registry.ts';
import { makeAgency, type AgencyBatch, type AgencyTable } from './agency.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');
const size = { clients: 12, campaigns: 40, leads: 4_000 };
const batches = [...makeAgency({ seed: 7, nowMs: NOW, size }).batches()];

function rowsOf<Name extends AgencyTable>(table: Name): readonly NewRow<Name>[] {
  return batches.flatMap((batch: AgencyBatch) =>
    batch.table === table ? (batch.rows as readonly NewRow<Name>[]) : [],
  );
}

test('the same seed gives the same agency', () => {
  const again = [...makeAgency({ seed: 7, nowMs: NOW, size }).batches()];
  expect(again).toEqual(batches);
  expect([...makeAgency({ seed: 8, nowMs: NOW, size }).batches()]).not.toEqual(batches);
});

test('sizes are those asked for, and lead counts on campaigns are true', () => {
  expect(rowsOf('clients')).toHaveLength(12);
  expect(rowsOf('campaigns')).toHaveLength(40);
  expect(rowsOf('leads')).toHaveLength(4_000);
  const counted = Map.groupBy(rowsOf('leads'), (lead) => lead.campaign_id);
  for (const campaign of rowsOf('campaigns'))
    expect(counted.get(campaign.id ?? '')?.length).toBe(campaign.leads_count);
});

test('ids and addresses are unique, and mail to the invented people goes nowhere', () => {
  const ids = batches.flatMap((batch) => batch.rows.map((row) => row.id));
  expect(new Set(ids).size).toBe(ids.length);
  const emails = rowsOf('leads').map((lead) => lead.email);
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/\.example\.com$/);
});

test('every row belongs to the client its batch names', () => {
  for (const batch of batches) for (const row of batch.rows) expect(row.scope_client_id).toBe(batch.scope);
});

test('the week has a shape: weekends are quiet, and metrics add up to meetings', () => {
  const metrics = rowsOf('campaign_metrics');
  const mean = (days: readonly number[]): number => {
    const chosen = metrics.filter((row) => days.includes(new Date(row.date).getUTCDay()));
    return chosen.reduce((sum, row) => sum + (row.emails_sent ?? 0), 0) / chosen.length;
  };
  expect(mean([0, 6])).toBeLessThan(mean([2, 3]) / 5);
  const booked = metrics.reduce((sum, row) => sum + (row.meetings_booked ?? 0), 0);
  expect(rowsOf('meetings')).toHaveLength(booked);
});

test('health points add up to the score', () => {
  for (const row of rowsOf('health_scores')) {
    const { signals } = row.signals as { signals: readonly { points: number }[] };
    expect(signals.reduce((sum, signal) => sum + signal.points, 0)).toBe(row.score);
  }
});
