import { describe, expect, test } from 'vitest';
import { LEAD_STATUSES } from '../vocabulary/leads.ts';
import { CAMPAIGN_STATUSES, CLIENT_STATUSES, MEETING_STATUSES } from '../vocabulary/seed.ts';
import { INCIDENT_STATUSES, REQUEST_STATUSES, TASK_STATUSES } from '../vocabulary/work.ts';
import { STATUS_MACHINES } from './status-machines.ts';
import { isAllowed } from './transition.ts';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  clients: CLIENT_STATUSES,
  campaigns: CAMPAIGN_STATUSES,
  leads: LEAD_STATUSES,
  meetings: MEETING_STATUSES,
  incidents: INCIDENT_STATUSES,
  requests: REQUEST_STATUSES,
  onboarding_tasks: TASK_STATUSES,
};

describe('status machines', () => {
  test.each(Object.keys(STATUS_MACHINES))('%s know every word and only those', (table) => {
    const machine = STATUS_MACHINES[table]!;
    expect(Object.keys(machine.transitions).toSorted()).toEqual([...WORDS[table]!].toSorted());
    for (const [from, targets] of Object.entries(machine.transitions)) {
      expect(targets).not.toContain(from);
      expect(new Set(targets).size).toBe(targets.length);
    }
  });

  test.each([
    ['leads', 'unsubscribed', 'contacted', false],
    ['leads', 'contacted', 'new', false],
    ['leads', 'new', 'contacted', true],
    ['leads', 'unsubscribed', 'unsubscribed', true],
    ['campaigns', 'completed', 'active', false],
    ['campaigns', 'paused', 'active', true],
    ['meetings', 'cancelled', 'completed', false],
    ['meetings', 'no_show', 'completed', true],
    ['clients', 'active', 'onboarding', false],
    ['clients', 'churned', 'active', true],
    ['incidents', 'resolved', 'acknowledged', false],
    ['requests', 'done', 'refused', false],
    ['onboarding_tasks', 'done', 'blocked', false],
    ['leads', 'a word of a newer version', 'new', false],
  ])('%s: %s → %s is %s', (table, from, to, allowed) => {
    expect(isAllowed(STATUS_MACHINES[table]!.transitions, from, to)).toBe(allowed);
  });
});
