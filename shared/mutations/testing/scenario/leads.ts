import { testId } from '../ids.ts';
import type { Step } from '../run-step.ts';
import { CLIENT, CAMPAIGN, IMPORT, LEAD, manager } from './cast.ts';

const verification = {
  verdict: 'risky',
  provisional: true,
  reasons: [{ code: 'role_account', severity: 'risky', text: 'A role account: “info”.', field: 'email' }],
  engine_version: '1.0.0',
  host: 'desktop',
};

function imported(n: number, fields: Record<string, unknown>, key = `import${n}@example.com`) {
  return { id: testId(200 + n), email: key, email_key: key, fields, verification };
}

export const LEADS_STEPS: readonly Step[] = [
  {
    name: 'leads/create',
    actor: manager,
    args: {
      id: LEAD,
      client_id: CLIENT,
      campaign_id: CAMPAIGN,
      email: 'Ann.Lee@example.com',
      email_key: 'ann.lee@example.com',
      fields: { first_name: 'Ann', last_name: 'Lee', employee_count: 12, custom: { line: 'hi' } },
      verification,
    },
  },
  {
    name: 'leads/create',
    actor: manager,
    args: {
      id: testId(101),
      client_id: CLIENT,
      email: 'ann.lee@example.com',
      email_key: 'ann.lee@example.com',
    },
  },
  {
    name: 'leads/update',
    actor: manager,
    expected: { [LEAD]: { labels: [], title: null } },
    args: {
      client_id: CLIENT,
      changes: [{ id: LEAD, patch: { labels: ['hot'], title: 'CTO', status: 'contacted' } }],
    },
  },
  {
    name: 'leads/update',
    actor: manager,
    args: {
      client_id: CLIENT,
      changes: [{ id: LEAD, patch: { email: 'ann@example.com', email_key: 'ann@example.com' } }],
    },
  },
  {
    name: 'leads/update',
    actor: manager,
    args: { client_id: CLIENT, changes: [{ id: LEAD, patch: { status: 'new' } }] },
  },
  {
    name: 'leads/verify-batch',
    actor: manager,
    args: { client_id: CLIENT, verdicts: [{ lead_id: LEAD, ...verification }] },
  },
  {
    name: 'lead-imports/start',
    actor: manager,
    args: {
      id: IMPORT,
      client_id: CLIENT,
      campaign_id: CAMPAIGN,
      file_name: 'list.csv',
      mode: 'both',
      on_match: 'fill',
      mapping: { email: 'E-mail', first_name: 'First' },
    },
  },
  {
    name: 'leads/import-batch',
    actor: manager,
    args: {
      import_id: IMPORT,
      client_id: CLIENT,
      campaign_id: CAMPAIGN,
      mode: 'both',
      on_match: 'fill',
      refused: 2,
      rows: [
        imported(1, { first_name: 'Ben', custom: { team: 'x' } }),
        imported(2, { first_name: 'Cy', employee_count: null }),
        imported(3, { city: 'Paris', first_name: 'kept as Ann' }, 'ann@example.com'),
        imported(4, { first_name: 'twice' }, 'import1@example.com'),
      ],
    },
  },
  {
    name: 'lead-imports/finish',
    actor: manager,
    args: { id: IMPORT, client_id: CLIENT, status: 'finished', refused: 1 },
  },
  { name: 'leads/delete', actor: manager, args: { client_id: CLIENT, ids: [LEAD, testId(201)] } },
  {
    name: 'trash/purge',
    actor: manager,
    args: { client_id: CLIENT, table: 'leads', ids: [testId(201)] },
  },
  { name: 'trash/purge', args: { client_id: CLIENT, table: 'leads', ids: [testId(201)] } },
  { name: 'leads/restore', actor: manager, args: { client_id: CLIENT, ids: [LEAD] } },
  { name: 'leads/archive', actor: manager, args: { client_id: CLIENT, ids: [testId(202)] } },
];
