import type { SyncedTableName } from '../../schema/registry.ts';
import type { Role } from '../vocabulary/people.ts';
import { EVERYTHING, NOTHING, READ, type Operation } from './operation.ts';

type Rule = Readonly<Record<Role, readonly Operation[]>>;

/** Account managers work with these, within their clients. */
const WORK: Rule = { admin: EVERYTHING, account_manager: EVERYTHING, viewer: READ };
/** What the agency decides and account managers keep up. */
const MANAGED: Rule = {
  admin: EVERYTHING,
  account_manager: ['read', 'update', 'act'],
  viewer: READ,
};
/** What the agency alone decides. */
const ADMINISTERED: Rule = { admin: EVERYTHING, account_manager: READ, viewer: READ };
/** What the server writes: nobody edits it, admins and account managers may act on it. */
const OBSERVED: Rule = { admin: ['read', 'act'], account_manager: ['read', 'act'], viewer: READ };
/** A record of what happened. */
const RECORDED: Rule = { admin: READ, account_manager: READ, viewer: READ };
/** Admins only, reading included. */
const PRIVATE: Rule = { admin: EVERYTHING, account_manager: NOTHING, viewer: NOTHING };
/** Everybody has their own; the mutation checks whose it is. */
const OWN: Rule = { admin: EVERYTHING, account_manager: EVERYTHING, viewer: EVERYTHING };

/** The single source of who may do what with which table. Which clients' rows is another question: the scope. */
export const PERMISSIONS: Readonly<Record<SyncedTableName, Rule>> = {
  commits: RECORDED,
  users: ADMINISTERED,
  clients: MANAGED,
  client_assignments: ADMINISTERED,
  saved_views: OWN,
  incidents: MANAGED,
  health_scores: RECORDED,
  campaigns: WORK,
  meetings: WORK,
  domains: MANAGED,
  conflicts: OBSERVED,
  requests: WORK,
  notes: WORK,
  lead_imports: WORK,
  leads: WORK,
  campaign_metrics: RECORDED,
  messages: MANAGED,
  activity: RECORDED,
  sequences: WORK,
  sequence_steps: WORK,
  sequence_variants: WORK,
  experiments: WORK,
  visitors: MANAGED,
  reports: WORK,
  knowledge_documents: WORK,
  knowledge_passages: RECORDED,
  knowledge_gaps: MANAGED,
  onboarding_plans: MANAGED,
  onboarding_tasks: MANAGED,
  deals: MANAGED,
  invoices: MANAGED,
  alerts: OBSERVED,
  engine_runs: OBSERVED,
  engine_steps: RECORDED,
  schedules: ADMINISTERED,
  suppressions: WORK,
  integrations: PRIVATE,
  quarantine: PRIVATE,
};
