import { testId } from '../ids.ts';
import type { Step } from '../run-step.ts';
import { MANAGER, CLIENT, OTHER_CLIENT, CAMPAIGN, admin, manager, viewer } from './cast.ts';

export const CLIENTS_STEPS: readonly Step[] = [
  {
    name: 'clients/create',
    actor: admin,
    args: {
      id: CLIENT,
      code: 'XG-ABC123',
      fields: {
        company_name: 'Müller & Søn “Ltd”\\',
        labels: ['a,b', 'quo"te', '{}', 'back\\slash'],
        bonus_minor: 900_719_925_47,
        start_date: '2024-02-29',
        settings: { z: [1, { deep: null }], a: 'ß' },
      },
    },
  },
  {
    name: 'clients/create',
    actor: manager,
    args: { id: testId(12), code: 'XG-XXXXXX', fields: { company_name: 'No' } },
  },
  {
    name: 'clients/create',
    actor: admin,
    args: { id: OTHER_CLIENT, code: 'XG-DEF456', fields: { company_name: 'Other' } },
  },
  {
    name: 'clients/update',
    actor: manager,
    args: { client_id: CLIENT, patch: { status: 'active', industry: '' } },
  },
  { name: 'clients/update', actor: manager, args: { client_id: OTHER_CLIENT, patch: { industry: 'theft' } } },
  { name: 'clients/update', actor: viewer, args: { client_id: CLIENT, patch: { industry: 'none' } } },
  { name: 'clients/update', actor: admin, args: { client_id: CLIENT, patch: { status: 'onboarding' } } },
  { name: 'clients/archive', actor: admin, args: { client_id: OTHER_CLIENT } },
  {
    name: 'client-assignments/assign',
    actor: admin,
    args: { id: testId(40), client_id: CLIENT, user_id: MANAGER },
  },
  {
    name: 'client-assignments/assign',
    actor: admin,
    args: { id: testId(41), client_id: CLIENT, user_id: MANAGER },
  },
  {
    name: 'client-assignments/assign',
    actor: admin,
    args: { id: testId(42), client_id: OTHER_CLIENT, user_id: MANAGER },
  },
  { name: 'client-assignments/unassign', actor: admin, args: { id: testId(42), client_id: OTHER_CLIENT } },
];

export const CAMPAIGNS_STEPS: readonly Step[] = [
  {
    name: 'campaigns/create',
    actor: manager,
    args: { id: CAMPAIGN, client_id: CLIENT, campaign_name: 'Spring', target_titles: ['CTO', 'VP, Sales'] },
  },
  {
    name: 'campaigns/update',
    actor: manager,
    args: {
      client_id: CLIENT,
      changes: [{ id: CAMPAIGN, patch: { status: 'active', target_titles: ['CEO'] } }],
    },
  },
];
