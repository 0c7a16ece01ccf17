/**
 * The database every simulated world is a copy of: migrated, a small agency in it, people signed in on their devices.
 * Made once a run, with the product's own code.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { createPerson } from '../../../sync-server/auth/people.ts';
import { storePassword } from '../../../sync-server/auth/passwords.ts';
import { signIn } from '../../../sync-server/auth/sign-in.ts';
import { createAuth, type Auth } from '../../../sync-server/auth/auth.ts';
import { connectDatabase } from '../../../sync-server/db/connect.ts';
import { migrateDatabase } from '../../../sync-server/db/migrate.ts';
import { createWriter, type Writer } from '../../../sync-server/writes/writer.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import type { Role } from '../../../shared/domain/vocabulary/people.ts';
import { makeAgency } from '../../../shared/testing/agency/agency.ts';
import type { Cast, CastClient, CastDevice, CastPerson } from './cast.ts';
import type { Cluster } from './cluster.ts';

export const AUTH_SECRET = 'oracle-secret-oracle-secret-oracle-secret';
export const SERVER_URL = 'http://oracle.test';
const PASSWORD = 'correct horse battery';
const START_MS = Date.parse('2026-03-02T09:00:00Z');
const TWINS = 3;

/** The moment every world begins at. */
export const WORLD_START_MS = START_MS;

export type Template = { readonly name: string; readonly cast: Cast };

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function makeTemplate(cluster: Cluster, name: string): Promise<Template> {
  await cluster.asAdmin(async (admin) => {
    await admin.query(`drop database if exists "${name}" with (force)`);
    await admin.query(`create database "${name}"`);
  });
  const url = cluster.urlOf(name);
  await migrateDatabase({ url, log: { info: () => undefined } });
  const pool = connectDatabase({ url, log: silent });
  try {
    const writer = createWriter({ pool, clock: { now: () => START_MS }, log: silent, registry: MUTATIONS });
    const clients = await loadAgency(writer);
    return { name, cast: await addPeople(pool, writer, clients) };
  } finally {
    await pool.end();
  }
}

async function loadAgency(writer: Writer): Promise<readonly CastClient[]> {
  const size = { clients: 3, campaigns: 3, leads: 60 };
  const ids = new Map<string, Map<string, string[]>>();
  for (const { table, scope, rows } of makeAgency({ seed: 11, nowMs: START_MS, size }).batches()) {
    if (rows.length === 0 || table === 'client_assignments') continue;
    await writer.runAsSystem('rows/load', { table, rows });
    const tables = ids.get(scope) ?? new Map<string, string[]>();
    ids.set(scope, tables.set(table, [...(tables.get(table) ?? []), ...rows.map((row) => String(row.id))]));
  }
  const clients = [...ids].map(([id, tables]) => castClient(id, (table) => tables.get(table) ?? []));
  for (const { id, twins } of clients) {
    if (twins.length === 0) continue;
    const changes = twins.map((twin) => ({ id: twin, patch: { city: 'Start' } }));
    await writer.runAsSystem('leads/update', { client_id: id, changes });
  }
  return clients;
}

function castClient(id: string, of: (table: string) => readonly string[]): CastClient {
  return {
    id,
    campaigns: of('campaigns'),
    twins: of('leads').slice(0, TWINS),
    leads: of('leads').slice(TWINS),
    meetings: of('meetings'),
    domains: of('domains'),
    incidents: of('incidents'),
    requests: of('requests'),
    tasks: of('onboarding_tasks'),
    notes: of('notes'),
  };
}

const PEOPLE: readonly { readonly name: string; readonly role: Role; readonly devices: number }[] = [
  { name: 'Ada', role: 'admin', devices: 1 },
  { name: 'Mo', role: 'account_manager', devices: 2 },
  { name: 'Vi', role: 'account_manager', devices: 1 },
];

async function addPeople(pool: Pool, writer: Writer, clients: readonly CastClient[]): Promise<Cast> {
  const auth = createAuth({ pool, secret: AUTH_SECRET, appUrl: SERVER_URL });
  const people: CastPerson[] = [];
  const devices: CastDevice[] = [];
  for (const { name, role, devices: count } of PEOPLE) {
    const email = `${name.toLowerCase()}@agency.example`;
    const { id } = await createPerson({ pool, runAsSystem: writer.runAsSystem }, { email, name, role });
    await storePassword(auth, pool, id, PASSWORD);
    const person = { id, email, name, role };
    people.push(person);
    if (role === 'account_manager') await assign(writer, id, clients.slice(0, 2));
    for (let n = 0; n < count; n += 1) devices.push(await addDevice(auth, pool, person));
  }
  return { people, devices, clients };
}

async function assign(writer: Writer, userId: string, clients: readonly CastClient[]): Promise<void> {
  for (const { id } of clients) {
    await writer.runAsSystem('client-assignments/assign', {
      id: randomUUID(),
      client_id: id,
      user_id: userId,
    });
  }
}

async function addDevice(auth: Auth, pool: Pool, person: CastPerson): Promise<CastDevice> {
  const deviceId = randomUUID();
  const { token } = await signIn(
    auth,
    pool,
    {
      email: person.email,
      password: PASSWORD,
      device: { id: deviceId, name: person.name, platform: 'test' },
    },
    { address: '127.0.0.1', userAgent: 'oracle', nowMs: START_MS },
  );
  return { person, deviceId, token };
}
