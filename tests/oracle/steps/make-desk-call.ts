/** Changes of everything beside leads. */
import { TASK_STATUSES, REQUEST_STATUSES } from '../../../shared/domain/vocabulary/work.ts';
import {
  CLIENT_STATUSES,
  DOMAIN_STATUSES,
  MEETING_STATUSES,
} from '../../../shared/domain/vocabulary/seed.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import { picked, type Call } from './call.ts';
import { emptyClient, type ClientPool, type Pools } from './pools.ts';

type Maker = (random: Random, client: ClientPool, pools: Pools) => Call | null;

const note: Maker = (random, client, pools) => {
  const known = picked(random, client.notes);
  const value = `note ${(pools.count += 1)}`;
  if (known === null || random.chance(0.4)) {
    const id = random.uuid();
    client.notes.push(id);
    const lead = picked(random, client.leads);
    const entity = lead !== null && random.chance(0.7) ? ['lead', lead] : ['client', client.id];
    const [entity_type, entity_id] = entity;
    return {
      name: 'notes/add',
      args: { id, client_id: client.id, entity_type, entity_id, body: value },
      seen: null,
    };
  }
  const name = random.weighted([
    ['notes/update', 6],
    ['notes/delete', 2],
    ['notes/restore', 2],
  ] as const);
  const patch = random.chance(0.7) ? { body: value } : { pinned: random.chance(0.5) };
  const args = { id: known, client_id: client.id };
  return { name, args: name === 'notes/update' ? { ...args, patch } : args, seen: null };
};

const client: Maker = (random, pool, pools) => {
  const value = `client ${(pools.count += 1)}`;
  const patch = random.pick<Record<string, unknown>>([
    { company_name: value },
    { contact_name: value, industry: value },
    { labels: [value] },
    { status: random.pick(CLIENT_STATUSES) },
    { settings: { a: [1, { b: null }], value } },
    { start_date: '2024-02-29', bonus_minor: random.int(0, 90_071_992_547) },
  ]);
  return {
    name: 'clients/update',
    args: { client_id: pool.id, patch },
    seen: random.chance(0.6) ? { table: 'clients', changes: [{ id: pool.id, patch }] } : null,
  };
};

const newClient: Maker = (random, _client, pools) => {
  const id = random.uuid();
  const n = (pools.count += 1);
  pools.clients.push(emptyClient(id));
  const code = random.chance(0.3) ? 'XG-SAME22' : `XG-${String(n).padStart(6, '0')}`;
  return { name: 'clients/create', args: { id, code, fields: { company_name: `New ${n}` } }, seen: null };
};

const archiveClient: Maker = (random, pool) => ({
  name: 'clients/archive',
  args: { client_id: pool.id, archived: random.chance(0.5) },
  seen: null,
});

type Listed = 'meetings' | 'domains' | 'requests' | 'tasks';
const LISTED: Readonly<Record<Listed, { readonly name: string; readonly table: SyncedTableName }>> = {
  meetings: { name: 'meetings/update', table: 'meetings' },
  domains: { name: 'domains/update', table: 'domains' },
  requests: { name: 'requests/update', table: 'requests' },
  tasks: { name: 'onboarding-tasks/update', table: 'onboarding_tasks' },
};

const listed: Maker = (random, pool, pools) => {
  const kind = random.pick(['meetings', 'domains', 'requests', 'tasks'] as const);
  const id = picked(random, pool[kind]);
  if (id === null) return null;
  const value = `text ${(pools.count += 1)}`;
  const patches: Readonly<Record<Listed, readonly Record<string, unknown>[]>> = {
    meetings: [{ status: random.pick(MEETING_STATUSES) }, { qualified: true }, { prospect_name: value }],
    domains: [{ status: random.pick(DOMAIN_STATUSES) }, { warmup_start_date: '2026-01-31' }],
    requests: [{ status: random.pick(REQUEST_STATUSES) }, { decision: value }, { owner_id: null }],
    tasks: [{ status: random.pick(TASK_STATUSES) }, { title: value }, { blocker: '' }],
  };
  const patch = random.pick(patches[kind]);
  const changes = [{ id, patch }];
  const { name, table } = LISTED[kind];
  const seen = random.chance(0.5) ? { table, changes } : null;
  return { name, args: { client_id: pool.id, changes }, seen };
};

const incident: Maker = (random, pool, pools) => {
  const id = picked(random, pool.incidents);
  if (id === null) return null;
  const verb = random.pick(['acknowledge', 'assign', 'resolve', 'reopen'] as const);
  const more =
    verb === 'assign'
      ? { owner_id: random.pick(pools.people) }
      : verb === 'resolve'
        ? { resolution: `done ${(pools.count += 1)}` }
        : {};
  return { name: `incidents/${verb}`, args: { id, client_id: pool.id, ...more }, seen: null };
};

const view: Maker = (random, _client, pools) => {
  const known = picked(random, pools.views);
  if (known !== null && random.chance(0.25))
    return { name: 'saved-views/delete', args: { id: known }, seen: null };
  const id = known !== null && random.chance(0.4) ? known : random.uuid();
  if (id !== known) pools.views.push(id);
  const shared = random.chance(0.5);
  const name = `View ${(pools.count += 1)}`;
  return {
    name: 'saved-views/save',
    args: { id, screen: 'leads', name, definition: {}, shared },
    seen: null,
  };
};

const suppression: Maker = (random, pool) => {
  const known = picked(random, pool.suppressions);
  if (known !== null && random.chance(0.4)) {
    return { name: 'suppressions/remove', args: { client_id: pool.id, ids: [known] }, seen: null };
  }
  const id = random.uuid();
  pool.suppressions.push(id);
  const entry = { id, kind: 'email', value_hmac: random.int(0, 5).toString(16).repeat(64) };
  const client_id = random.chance(0.2) ? null : pool.id;
  return {
    name: 'suppressions/add',
    args: { client_id, reason: 'asked', source: 'mail', entries: [entry] },
    seen: null,
  };
};

const person: Maker = (random, _client, pools) => ({
  name: 'users/update',
  args: {
    id: random.pick(pools.people),
    patch: random.chance(0.6) ? { time_zone: 'Asia/Tokyo' } : { name: `Name ${(pools.count += 1)}` },
  },
  seen: null,
});

/** What no screen would send. */
const nonsense: Maker = (random, pool) =>
  random.pick<Call>([
    { name: 'leads/update', args: { client_id: pool.id, changes: [] }, seen: null },
    { name: 'leads/delete', args: { client_id: pool.id, ids: [random.uuid()] }, seen: null },
    { name: 'rows/load', args: { table: 'leads', rows: [{ id: random.uuid() }] }, seen: null },
    {
      name: 'notes/update',
      args: { id: random.uuid(), client_id: pool.id, patch: { body: 'x' } },
      seen: null,
    },
  ]);

export const DESK_CALLS: readonly (readonly [Maker, number])[] = [
  [note, 10],
  [client, 5],
  [newClient, 0.7],
  [archiveClient, 0.7],
  [listed, 7],
  [incident, 4],
  [view, 3],
  [suppression, 3],
  [person, 2],
  [nonsense, 1],
];
