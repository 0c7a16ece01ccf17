/** A small agency in a database of its own, with people, devices and a writer. For tests of the write path. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { UploadedMutation, UploadRequest } from '../../../shared/contracts/server/mutations.ts';
import type { Role } from '../../../shared/domain/vocabulary/people.ts';
import type { Actor, Expected } from '../../../shared/mutations/define.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { createMigratedDatabase } from '../../../tests/support/postgres.ts';
import { connectDatabase } from '../../db/connect.ts';
import { personActor } from '../scope.ts';
import { createWriter, type Writer } from '../writer.ts';

export type World = {
  readonly pool: Pool;
  readonly writer: Writer;
  readonly addPerson: (role: Role, clientIds?: readonly string[]) => Promise<Person>;
  readonly addClient: (name?: string) => Promise<string>;
  readonly addLeads: (clientId: string, count: number) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export type Person = { readonly actor: Actor; readonly userId: string; readonly deviceId: string };

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** On a database of its own, dropped by `close`. */
export async function createWorld(): Promise<World> {
  const database = await createMigratedDatabase();
  const world = createWorldAt(database.url);
  return {
    ...world,
    close: async () => {
      await world.close();
      await database.drop();
    },
  };
}

/** On any migrated database. */
export function createWorldAt(url: string): World {
  const pool = connectDatabase({ url, max: 20, log: silent });
  let tick = Date.parse('2026-11-24T09:00:00.000Z');
  const clock = { now: () => (tick += 1) };
  return {
    pool,
    writer: createWriter({ pool, clock, log: silent, registry: MUTATIONS, wait: () => Promise.resolve() }),
    addPerson: (role, clientIds = []) => addPerson(pool, role, clientIds),
    addClient: (name = 'Acme') => addClient(pool, name),
    addLeads: (clientId, count) => addLeads(pool, clientId, count),
    close: () => pool.end(),
  };
}

async function addPerson(pool: Pool, role: Role, clientIds: readonly string[]): Promise<Person> {
  const userId = randomUUID();
  await pool.query('insert into users (id, name, email, role) values ($1, $2, $3, $4)', [
    userId,
    `Person ${userId.slice(0, 4)}`,
    `${userId}@example.com`,
    role,
  ]);
  for (const clientId of clientIds) {
    await pool.query(
      'insert into client_assignments (id, scope_client_id, client_id, user_id) values ($1, $2, $2, $3)',
      [randomUUID(), clientId, userId],
    );
  }
  const deviceId = await addDevice(pool, userId);
  const scope = { role, clientIds: role === 'account_manager' ? new Set(clientIds) : ('all' as const) };
  return { actor: personActor(userId, scope), userId, deviceId };
}

export async function addDevice(pool: Pool, userId: string): Promise<string> {
  const id = randomUUID();
  await pool.query(`insert into devices (id, user_id, name, platform) values ($1, $2, 'test', 'linux')`, [
    id,
    userId,
  ]);
  return id;
}

async function addClient(pool: Pool, name: string): Promise<string> {
  const id = randomUUID();
  const code = `XG-${id.slice(0, 6).toUpperCase()}`;
  await pool.query(
    'insert into clients (id, scope_client_id, client_id, company_name) values ($1, $1, $2, $3)',
    [id, code, name],
  );
  return id;
}

async function addLeads(pool: Pool, clientId: string, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await pool.query(
    `insert into leads (id, scope_client_id, client_id, email, email_key)
     select id, $2, $2, 'lead' || n || '@example.com', 'lead' || n || '@example.com'
       from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [ids, clientId],
  );
  return ids;
}

export function mutation(
  seq: number,
  name: string,
  args: unknown,
  more: { readonly id?: string; readonly expected?: Expected; readonly version?: number } = {},
): UploadedMutation {
  return {
    seq,
    id: more.id ?? randomUUID(),
    name,
    version: more.version ?? 1,
    args,
    expected: { ...more.expected },
    at: '2026-11-24T08:59:00.000Z',
  };
}

export function batch(
  person: Pick<Person, 'deviceId'>,
  mutations: readonly UploadedMutation[],
  epoch: string | null = null,
): UploadRequest {
  return { device_id: person.deviceId, epoch, mutations: [...mutations] };
}

/** Changes one lead. */
export function leadEdit(
  seq: number,
  clientId: string,
  leadId: string,
  patch: Record<string, unknown>,
  more: Parameters<typeof mutation>[3] = {},
): UploadedMutation {
  return mutation(seq, 'leads/update', { client_id: clientId, changes: [{ id: leadId, patch }] }, more);
}
