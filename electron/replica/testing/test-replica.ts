/** A replica in memory from the seed, for tests: the real one but for the process around it. */
import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { MutationRegistry } from '../../../shared/mutations/registered.ts';
import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { QUERIES } from '../../../shared/queries/registry.ts';
import type { QueryRegistry } from '../../../shared/queries/registered.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { ensureSeed, readSeed } from '../open/seed.ts';
import type { Replica } from '../replica.ts';
import { createReplica } from '../replica.ts';
import { quoted } from '../schema/ddl.ts';
import { PGLITE_OPTIONS } from '../store/pglite-options.ts';
import type { LocalMutation, ReplicaEvent, ReplicaSession, TextRow } from '../types.ts';

const CACHE = resolve(import.meta.dirname, '../../../.cache');

export const ADMIN_SESSION: ReplicaSession = {
  serverUrl: 'http://127.0.0.1:1',
  token: null,
  actor: { userId: '00000000-0000-4000-8000-00000000000a', role: 'admin', clientIds: 'all' },
  deviceId: '00000000-0000-4000-8000-00000000000d',
  tables: [],
  scope: 'all',
  epoch: 'first',
};

export type TestReplica = Replica & { readonly pglite: PGlite; readonly events: ReplicaEvent[] };

/** A database with the replica's tables and no rows. Without a folder it lives in memory. */
export async function openSeed(dataDir?: string): Promise<PGlite> {
  const loadDataDir = await readSeed(await ensureSeed(CACHE));
  return PGlite.create({ ...PGLITE_OPTIONS, loadDataDir, ...(dataDir ? { dataDir } : {}) });
}

export async function openTestReplica(
  options: {
    readonly mutations?: MutationRegistry;
    readonly queries?: QueryRegistry;
    readonly pglite?: PGlite;
    readonly indexLater?: () => void;
  } = {},
): Promise<TestReplica> {
  const pglite = options.pglite ?? (await openSeed());
  const events: ReplicaEvent[] = [];
  const replica = await createReplica({
    pglite,
    mutations: options.mutations ?? MUTATIONS,
    queries: options.queries ?? QUERIES,
    emit: (event) => events.push(event),
    now: () => performance.now(),
    ...(options.indexLater && { indexLater: options.indexLater }),
  });
  await replica.setSession(ADMIN_SESSION);
  return { ...replica, pglite, events };
}

/** Readable ids: the n-th of a kind. */
export function testId(kind: string, n: number): string {
  const prefix = Buffer.from(kind).reduce((sum, byte) => (sum * 31 + byte) % 0xffff, 7);
  return `${prefix.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function testMutation(
  seq: number,
  name: string,
  args: unknown,
  at = '2026-03-01T10:00:00.000Z',
): LocalMutation {
  return { seq, id: testId('mutation', seq), name, version: 1, args, expected: {}, at };
}

/** A lead as a shape delivers it, every column as Postgres text. */
export function leadRow(n: number, over: TextRow = {}): TextRow {
  return {
    id: testId('lead', n),
    scope_client_id: testId('client', 1),
    client_id: testId('client', 1),
    campaign_id: null,
    import_id: null,
    email: `person${n}@firm${n}.example`,
    email_key: `person${n}@firm${n}.example`,
    first_name: `First${n}`,
    last_name: `Last${n}`,
    title: null,
    company: `Firm ${n}`,
    company_domain: `firm${n}.example`,
    phone: null,
    linkedin_url: null,
    website: null,
    country: null,
    city: null,
    industry: null,
    employee_count: String(n),
    custom: '{"tier": "a, \\"b\\""}',
    source: 'manual',
    status: 'new',
    verdict: 'unverified',
    verdict_reasons: '{}',
    verdict_provisional: 't',
    verified_at: null,
    last_contacted_at: null,
    labels: '{hot,"with comma, and \\"quotes\\""}',
    archived: 'f',
    deleted_at: null,
    created_at: `2026-01-01 00:00:00.${String(n % 1000).padStart(3, '0')}+00`,
    updated_at: '2026-01-01 00:00:00+00',
    ...over,
  };
}

export function clientRow(n: number, over: TextRow = {}): TextRow {
  return {
    id: testId('client', n),
    scope_client_id: testId('client', n),
    client_id: `XG-TEST${String(n).padStart(2, '0')}`,
    company_name: `Client ${n}`,
    plan_type: 'official',
    status: 'active',
    time_zone: 'UTC',
    bonus_minor: '0',
    currency: 'USD',
    labels: '{}',
    settings: '{}',
    archived: 'false',
    created_at: '2026-01-01 00:00:00+00',
    updated_at: '2026-01-01 00:00:00+00',
    ...over,
  };
}

/** A table's rows by id, as JSON. */
export async function tableRows(
  pglite: Pick<PGlite, 'query'>,
  table: SyncedTableName,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await pglite.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${quoted(table)} t ORDER BY id`,
  );
  return rows.map(({ row }) => row);
}

/** A row with every column as Postgres text, or null. */
export async function textRow(
  pglite: Pick<PGlite, 'query'>,
  table: SyncedTableName,
  id: string,
): Promise<TextRow | null> {
  const columns = tableMeta(table).columns.map(({ name }) => `${quoted(name)}::text`);
  const { rows } = await pglite.query<Record<string, string | null>>(
    `SELECT ${columns.join(', ')} FROM ${quoted(table)} WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
