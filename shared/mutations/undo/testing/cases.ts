/** One case for each kind of mutation and way there is, on the world of the scenario. */
import type { RawRow } from '../../canonical.ts';
import { testId } from '../../testing/ids.ts';
import type { Step } from '../../testing/run-step.ts';
import {
  admin,
  CAMPAIGN,
  CLIENT,
  LEAD,
  manager,
  NOON,
  OTHER_CLIENT,
  viewer,
} from '../../testing/scenario/cast.ts';

/** Arguments of the usual form for one row. */
export const of = (id: string, patch: object) => ({ client_id: CLIENT, changes: [{ id, patch }] });
const incident = { id: testId(50), client_id: CLIENT };
const note = { id: testId(110), client_id: CLIENT };

export type Case = Step & {
  /** Made before, to get somewhere. */
  readonly first?: readonly Step[];
  /** Columns that are not what they were, each for a reason. */
  readonly except?: readonly string[];
};

/** The marks of who did something and when are those of the way back. */
export const WHO_AND_WHEN = ['acknowledged_at', 'acknowledged_by', 'resolved_at', 'completed_at'];

export const EXACT: readonly Case[] = [
  {
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { title: 'CEO', labels: ['x'], employee_count: null, custom: { a: 'b' }, phone: '1' }),
  },
  { name: 'leads/update', actor: manager, args: of(LEAD, { status: 'replied' }) },
  { name: 'leads/delete', actor: manager, args: { client_id: CLIENT, ids: [LEAD, testId(202)] } },
  // The 30 days in the trash begin again.
  {
    name: 'leads/restore',
    actor: manager,
    args: { client_id: CLIENT, ids: [testId(201)] },
  },
  { name: 'leads/archive', actor: manager, args: { client_id: CLIENT, ids: [LEAD, testId(202)] } },
  // A verdict belongs to the address that was checked.
  {
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { email: 'lee@example.com', email_key: 'lee@example.com' }),
    except: ['verdict', 'verdict_reasons', 'verified_at', 'verdict_provisional'],
  },
  // Only the spelling of the address: its key stays and travels all the same.
  {
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { email: 'LEE@example.com', email_key: 'ann@example.com' }),
    except: ['verdict', 'verdict_reasons', 'verified_at', 'verdict_provisional'],
  },
  {
    name: 'suppressions/add',
    actor: manager,
    args: {
      client_id: CLIENT,
      reason: 'asked',
      source: 'mail',
      entries: [{ id: testId(139), kind: 'email', value_hmac: 'd'.repeat(64) }],
    },
  },
  {
    name: 'suppressions/remove',
    actor: manager,
    args: { client_id: CLIENT, ids: [testId(131)] },
    except: ['created_at'],
  },
  {
    name: 'clients/update',
    actor: admin,
    args: {
      client_id: CLIENT,
      patch: {
        company_name: 'Else',
        bonus_minor: 5,
        start_date: null,
        settings: {},
        labels: ['z'],
        status: 'paused',
      },
    },
  },
  { name: 'clients/archive', actor: admin, args: { client_id: OTHER_CLIENT, archived: false } },
  {
    name: 'client-assignments/assign',
    actor: admin,
    args: { id: testId(45), client_id: OTHER_CLIENT, user_id: testId(1) },
  },
  {
    name: 'client-assignments/unassign',
    actor: admin,
    args: { id: testId(40), client_id: CLIENT },
    except: ['created_at'],
  },
  {
    name: 'campaigns/update',
    actor: manager,
    args: of(CAMPAIGN, { campaign_name: 'Autumn', target_titles: [], archived: true }),
  },
  {
    name: 'meetings/update',
    actor: manager,
    args: of(testId(70), { qualified: null, meeting_datetime: '2026-12-01T08:00:00Z', status: 'no_show' }),
  },
  {
    name: 'domains/update',
    actor: manager,
    args: of(testId(71), { status: 'retired', warmup_complete_date: null }),
  },
  {
    name: 'requests/update',
    actor: manager,
    first: [{ name: 'requests/update', actor: manager, args: of(testId(72), { status: 'open' }) }],
    args: of(testId(72), { status: 'done', decision: 'No', due_at: NOON }),
  },
  {
    name: 'onboarding-tasks/update',
    actor: manager,
    first: [{ name: 'onboarding-tasks/update', actor: manager, args: of(testId(74), { status: 'doing' }) }],
    args: of(testId(74), { status: 'done', blocker: 'none' }),
  },
  { name: 'incidents/acknowledge', actor: manager, args: { ...incident, snoozed_until: NOON } },
  { name: 'incidents/assign', actor: manager, args: { ...incident, owner_id: null } },
  { name: 'incidents/resolve', actor: manager, args: { ...incident, resolution: 'Changed the sender.' } },
  {
    name: 'incidents/acknowledge',
    actor: manager,
    first: [{ name: 'incidents/acknowledge', actor: manager, args: incident }],
    args: { ...incident, snoozed_until: '2026-12-01T00:00:00.000Z' },
    except: WHO_AND_WHEN,
  },
  { name: 'incidents/resolve', actor: manager, args: { ...incident, resolution: 'x' }, except: WHO_AND_WHEN },
  { name: 'incidents/reopen', actor: manager, args: incident, except: WHO_AND_WHEN },
  {
    name: 'incidents/reopen',
    actor: manager,
    first: [{ name: 'incidents/resolve', actor: manager, args: { ...incident, resolution: 'y' } }],
    args: incident,
    except: WHO_AND_WHEN,
  },
  {
    name: 'conflicts/reopen',
    actor: manager,
    args: { id: testId(82), client_id: CLIENT },
    except: ['resolved_at'],
  },
  {
    name: 'conflicts/resolve',
    actor: manager,
    first: [{ name: 'conflicts/reopen', actor: manager, args: { id: testId(82), client_id: CLIENT } }],
    args: { id: testId(82), client_id: CLIENT, choice: 'mine' },
    except: ['resolved_at'],
  },
  { name: 'notes/update', actor: manager, args: { ...note, patch: { body: 'Other', pinned: false } } },
  { name: 'notes/delete', actor: manager, args: note },
  {
    name: 'notes/restore',
    actor: manager,
    first: [{ name: 'notes/delete', actor: manager, args: note }],
    args: note,
  },
  {
    name: 'saved-views/save',
    actor: viewer,
    args: { id: testId(125), screen: 'leads', name: 'New', definition: { a: 1 } },
  },
  {
    name: 'saved-views/save',
    actor: viewer,
    args: { id: testId(120), screen: 'leads', name: 'Other', definition: {}, pinned: true, shared: true },
  },
  {
    name: 'saved-views/delete',
    actor: viewer,
    args: { id: testId(120) },
    except: ['created_at'],
  },
  { name: 'users/update', actor: admin, args: { id: testId(2), patch: { name: 'Moa', role: 'viewer' } } },
];

/** What a mutation made leaves the lists when it is taken back. */
export const CREATED: readonly {
  readonly step: Step;
  readonly table: 'leads' | 'clients' | 'campaigns' | 'notes';
  readonly id: string;
  readonly gone: (row: RawRow) => boolean;
}[] = [
  {
    step: {
      name: 'leads/create',
      actor: manager,
      args: { id: testId(300), client_id: CLIENT, email: 'n@example.com', email_key: 'n@example.com' },
    },
    table: 'leads',
    id: testId(300),
    gone: (row) => row['deleted_at'] !== null,
  },
  {
    step: {
      name: 'clients/create',
      actor: admin,
      args: { id: testId(15), code: 'XG-NEW234', fields: { company_name: 'New' } },
    },
    table: 'clients',
    id: testId(15),
    gone: (row) => row['archived'] === true,
  },
  {
    step: {
      name: 'campaigns/create',
      actor: manager,
      args: { id: testId(25), client_id: CLIENT, campaign_name: 'Short' },
    },
    table: 'campaigns',
    id: testId(25),
    gone: (row) => row['archived'] === true,
  },
  {
    step: {
      name: 'notes/add',
      actor: manager,
      args: { id: testId(115), client_id: CLIENT, entity_type: 'lead', entity_id: LEAD, body: 'x' },
    },
    table: 'notes',
    id: testId(115),
    gone: (row) => row['deleted_at'] !== null,
  },
];
