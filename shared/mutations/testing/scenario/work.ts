import { testId } from '../ids.ts';
import type { Step } from '../run-step.ts';
import { MANAGER, CLIENT, CAMPAIGN, LEAD, admin, manager, NOON } from './cast.ts';

export const WORK_STEPS: readonly Step[] = [
  {
    name: 'rows/load',
    args: {
      table: 'incidents',
      rows: [
        {
          id: testId(50),
          client_id: CLIENT,
          scope_client_id: CLIENT,
          severity: 'P1',
          type: 'bounce_rate',
          description: 'Too many bounces',
          detected_at: '2026-11-23 23:59:59.5+02',
        },
        { id: testId(51), severity: 'P3', type: 'disk', description: 'agency-wide' },
      ],
    },
  },
  {
    name: 'rows/load',
    args: { table: 'incidents', rows: [{ id: testId(52), severity: 'P9', type: 'x', description: 'x' }] },
  },
  { name: 'rows/load', actor: admin, args: { table: 'incidents', rows: [{ id: testId(52) }] } },
  {
    name: 'rows/load',
    args: {
      table: 'campaign_metrics',
      rows: [
        {
          id: testId(60),
          campaign_id: CAMPAIGN,
          date: '2026-11-01',
          open_rate: 0.12345,
          reply_rate: '0.5',
          scope_client_id: CLIENT,
        },
      ],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'meetings',
      rows: [
        {
          id: testId(70),
          client_id: CLIENT,
          scope_client_id: CLIENT,
          prospect_email: 'p@example.com',
          meeting_datetime: NOON,
        },
      ],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'domains',
      rows: [{ id: testId(71), client_id: CLIENT, scope_client_id: CLIENT, domain_name: 'mail.example.com' }],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'requests',
      rows: [
        {
          id: testId(72),
          client_id: CLIENT,
          scope_client_id: CLIENT,
          channel: 'portal',
          subject: 'More leads',
        },
      ],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'onboarding_plans',
      rows: [{ id: testId(73), client_id: CLIENT, scope_client_id: CLIENT, plan_type: 'official' }],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'onboarding_tasks',
      rows: [
        {
          id: testId(74),
          plan_id: testId(73),
          scope_client_id: CLIENT,
          position: 1,
          title: 'DNS',
          depends_on: [testId(75), testId(76)],
        },
      ],
    },
  },
  {
    name: 'rows/load',
    args: {
      table: 'conflicts',
      rows: [80, 81, 82].map((n) => ({
        id: testId(n),
        scope_client_id: CLIENT,
        mutation_id: testId(90),
        table_name: 'leads',
        row_id: LEAD,
        field: 'company',
        base: null,
        mine: 'Mine Ltd',
        theirs: 'Theirs Ltd',
        user_id: MANAGER,
      })),
    },
  },
  { name: 'conflicts/resolve', actor: manager, args: { id: testId(80), client_id: CLIENT, choice: 'mine' } },
  {
    name: 'conflicts/resolve',
    actor: manager,
    args: { id: testId(80), client_id: CLIENT, choice: 'theirs' },
  },
  {
    name: 'conflicts/resolve',
    actor: manager,
    args: { id: testId(81), client_id: CLIENT, choice: 'theirs' },
  },
  {
    name: 'conflicts/resolve',
    actor: manager,
    args: { id: testId(82), client_id: CLIENT, choice: 'value', value: 'Third Ltd' },
  },
  { name: 'conflicts/reopen', actor: manager, args: { id: testId(82), client_id: CLIENT } },
  { name: 'conflicts/reopen', actor: manager, args: { id: testId(82), client_id: CLIENT } },
  {
    name: 'conflicts/resolve',
    actor: manager,
    args: { id: testId(82), client_id: CLIENT, choice: 'value', value: 'Third Ltd' },
  },
  {
    name: 'incidents/acknowledge',
    actor: manager,
    args: { id: testId(50), client_id: CLIENT, snoozed_until: NOON },
  },
  {
    name: 'incidents/assign',
    actor: manager,
    args: { id: testId(50), client_id: CLIENT, owner_id: MANAGER },
  },
  {
    name: 'incidents/resolve',
    actor: manager,
    args: { id: testId(50), client_id: CLIENT, resolution: 'Paused it.' },
  },
  { name: 'incidents/reopen', actor: manager, args: { id: testId(50), client_id: CLIENT } },
  { name: 'incidents/acknowledge', actor: manager, args: { id: testId(51), client_id: null } },
  {
    name: 'meetings/update',
    actor: manager,
    args: {
      client_id: CLIENT,
      changes: [{ id: testId(70), patch: { status: 'completed', qualified: true } }],
    },
  },
  {
    name: 'domains/update',
    actor: manager,
    args: {
      client_id: CLIENT,
      changes: [{ id: testId(71), patch: { status: 'active', warmup_complete_date: '2026-11-20' } }],
    },
  },
  {
    name: 'requests/update',
    actor: manager,
    args: { client_id: CLIENT, changes: [{ id: testId(72), patch: { status: 'done', decision: 'Yes' } }] },
  },
  {
    name: 'onboarding-tasks/update',
    actor: manager,
    args: { client_id: CLIENT, changes: [{ id: testId(74), patch: { status: 'done' } }] },
  },
];
