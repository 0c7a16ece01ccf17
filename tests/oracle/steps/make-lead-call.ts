/** Changes of leads and imports, likely ones and unlikely ones. */
import { CAMPAIGN_STATUSES } from '../../../shared/domain/vocabulary/seed.ts';
import { LEAD_STATUSES } from '../../../shared/domain/vocabulary/leads.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import type { ClientPool, Pools } from './pools.ts';
import { picked, pickedSome, type Call } from './call.ts';

type Maker = (random: Random, client: ClientPool, pools: Pools) => Call | null;

const VERIFICATION = {
  verdict: 'risky',
  provisional: true,
  reasons: [{ code: 'role_account', severity: 'risky', text: 'A role account.' }],
  engine_version: '1.0.0',
  host: 'desktop',
};

const patchLead = (random: Random, pools: Pools): Record<string, unknown> => {
  const value = `v${(pools.count += 1)}`;
  return random.weighted([
    [{ title: value }, 5],
    [{ first_name: value, industry: value }, 3],
    [{ labels: random.chance(0.5) ? ['hot'] : ['hot', value] }, 3],
    [{ status: random.pick(LEAD_STATUSES) }, 4],
    [{ employee_count: random.int(1, 900), phone: value }, 2],
    [{ email: `${value}@moved.example`, email_key: `${value}@moved.example` }, 1],
    [{ custom: { line: value, empty: '' } }, 1],
    [{ title: '' }, 1],
    [{ title: '  ' + '🙂"\\{}' + value }, 1],
  ] as const);
};

const update: Maker = (random, client, pools) => {
  const id = picked(random, client.leads);
  if (id === null) return null;
  const changes = [{ id, patch: patchLead(random, pools) }];
  return {
    name: 'leads/update',
    args: { client_id: client.id, changes },
    seen: random.chance(0.7) ? { table: 'leads', changes } : null,
  };
};

const bulk: Maker = (random, client, pools) => {
  const ids = pickedSome(random, client.leads, random.int(2, 30));
  if (ids.length === 0) return null;
  const patch = patchLead(random, pools);
  if ('email' in patch) return null;
  return {
    name: 'leads/update',
    args: { client_id: client.id, changes: ids.map((id) => ({ id, patch })) },
    seen: null,
  };
};

/** Leads that always move together: half of it would show. */
const twins: Maker = (_random, client, pools) => {
  if (client.twins.length === 0) return null;
  const patch = { city: `city ${(pools.count += 1)}` };
  return {
    name: 'leads/update',
    args: { client_id: client.id, changes: client.twins.map((id) => ({ id, patch })) },
    seen: null,
  };
};

const create: Maker = (random, client, pools) => {
  const id = random.uuid();
  const n = (pools.count += 1);
  const isDouble = random.chance(0.1);
  const email = isDouble ? 'double@lead.example' : `lead${n}@lead.example`;
  client.leads.push(id);
  return {
    name: 'leads/create',
    args: {
      id,
      client_id: client.id,
      campaign_id: picked(random, client.campaigns),
      email,
      email_key: email,
      fields: { first_name: `First ${n}` },
      verification: random.chance(0.5) ? VERIFICATION : null,
    },
    seen: null,
  };
};

const trash: Maker = (random, client) => {
  const ids = pickedSome(random, client.leads, random.int(1, 4));
  if (ids.length === 0) return null;
  const name = random.pick(['leads/delete', 'leads/restore'] as const);
  return { name, args: { client_id: client.id, ids }, seen: null };
};

const archive: Maker = (random, client) => {
  const ids = pickedSome(random, client.leads, random.int(1, 3));
  if (ids.length === 0) return null;
  return {
    name: 'leads/archive',
    args: { client_id: client.id, ids, archived: random.chance(0.6) },
    seen: null,
  };
};

const verify: Maker = (random, client) => {
  const ids = pickedSome(random, client.leads, random.int(1, 5));
  if (ids.length === 0) return null;
  return {
    name: 'leads/verify-batch',
    args: { client_id: client.id, verdicts: ids.map((lead_id) => ({ lead_id, ...VERIFICATION })) },
    seen: null,
  };
};

const startImport: Maker = (random, client) => {
  const id = random.uuid();
  client.imports.push(id);
  return {
    name: 'lead-imports/start',
    args: {
      id,
      client_id: client.id,
      campaign_id: null,
      file_name: 'list.csv',
      mode: 'both',
      on_match: 'fill',
      mapping: { email: 'E-mail' },
    },
    seen: null,
  };
};

const importRows: Maker = (random, client, pools) => {
  const importId = picked(random, client.imports);
  if (importId === null) return startImport(random, client, pools);
  const rows = Array.from({ length: random.int(1, 12) }, () => {
    const id = random.uuid();
    const n = (pools.count += 1);
    const email = `import${random.chance(0.15) ? n - 5 : n}@list.example`;
    client.imported.push(id);
    return { id, email, email_key: email, fields: { first_name: `F${n}` }, verification: VERIFICATION };
  });
  return {
    name: 'leads/import-batch',
    args: {
      import_id: importId,
      client_id: client.id,
      campaign_id: null,
      mode: 'both',
      on_match: 'fill',
      refused: random.int(0, 2),
      rows,
    },
    seen: null,
  };
};

const finishImport: Maker = (random, client) => {
  const id = picked(random, client.imports);
  if (id === null) return null;
  const status = random.pick(['finished', 'cancelled'] as const);
  return { name: 'lead-imports/finish', args: { id, client_id: client.id, status }, seen: null };
};

const editImported: Maker = (random, client, pools) => {
  const id = picked(random, client.imported);
  if (id === null) return null;
  const changes = [{ id, patch: patchLead(random, pools) }];
  return { name: 'leads/update', args: { client_id: client.id, changes }, seen: null };
};

const campaign: Maker = (random, client, pools) => {
  const value = `campaign ${(pools.count += 1)}`;
  const known = picked(random, client.campaigns);
  if (known === null || random.chance(0.2)) {
    const id = random.uuid();
    client.campaigns.push(id);
    return { name: 'campaigns/create', args: { id, client_id: client.id, campaign_name: value }, seen: null };
  }
  const patch = random.pick([
    { campaign_name: value },
    { target_titles: ['CEO', value] },
    { status: random.pick(CAMPAIGN_STATUSES) },
  ]);
  const changes = [{ id: known, patch }];
  return {
    name: 'campaigns/update',
    args: { client_id: client.id, changes },
    seen: random.chance(0.5) ? { table: 'campaigns', changes } : null,
  };
};

export const LEAD_CALLS: readonly (readonly [Maker, number])[] = [
  [update, 24],
  [bulk, 5],
  [twins, 9],
  [create, 6],
  [trash, 5],
  [archive, 3],
  [verify, 3],
  [startImport, 1],
  [importRows, 6],
  [finishImport, 1],
  [editImported, 2],
  [campaign, 4],
];
