/**
 * The replica's data definition. Primary keys only: no UNIQUE, CHECK, NOT NULL or foreign key may stand between a
 * row of the server and this device, and no order of arrival may matter.
 */
import { createHash } from 'node:crypto';
import { tableMeta } from '../../../shared/mutations/columns.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { SCHEMA_VERSION, SYNCED_TABLE_NAMES } from '../../../shared/schema/registry.ts';
import { DEVICE_INDEXES } from './indexes.ts';

/** Sync's own tables: what was reached, what is pending, and the server's version of rows that pending changes touched. */
const INTERNAL_TABLES = `
CREATE TABLE _meta (
  one boolean PRIMARY KEY, schema_hash text, complete boolean, schema_version integer,
  epoch text, scope text, lsn text, as_of text
);
CREATE TABLE _positions (table_name text PRIMARY KEY, handle text, shape_offset text);
CREATE TABLE _pending (
  id text PRIMARY KEY, seq bigint, name text, version integer, args jsonb, expected jsonb, at text,
  state text, wal_lsn text, effect jsonb, touched jsonb, error jsonb
);
CREATE TABLE _shadow (table_name text, row_id text, row jsonb, PRIMARY KEY (table_name, row_id));
`;

/** Names are ours and checked by the type; quoting keeps reserved words harmless. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A tenth of each page stays free, so that an edit of one column stays on its page and touches no index. */
export function createTable(name: SyncedTableName, as: string): string {
  const columns = tableMeta(name).columns.map((column) => `${quoted(column.name)} ${column.deviceType}`);
  return `CREATE TABLE ${quoted(as)} (${columns.join(', ')}) WITH (fillfactor = 90)`;
}

/** Statements that give a table its key and its indexes. Names are left to Postgres, so a staged copy can have its own. */
export function createKeys(name: SyncedTableName, as: string): readonly string[] {
  return [
    `ALTER TABLE ${quoted(as)} ADD PRIMARY KEY ("id")`,
    ...scopeIndexes(name, as),
    ...(DEVICE_INDEXES[name] ?? []).map((columns) => `CREATE INDEX ON ${quoted(as)} (${columns})`),
  ];
}

/** A client's rows are found by `client_id` where there is an index on it; the scope is the same client. */
function scopeIndexes(name: SyncedTableName, as: string): readonly string[] {
  const own = DEVICE_INDEXES[name]?.some((columns) => /^(scope_)?client_id\b/.test(columns)) ?? false;
  return own ? [] : [`CREATE INDEX ON ${quoted(as)} (scope_client_id)`];
}

/** The whole definition as one script. */
export function replicaDefinition(): string {
  const tables = SYNCED_TABLE_NAMES.flatMap((name) => [createTable(name, name), ...createKeys(name, name)]);
  return `${INTERNAL_TABLES}${tables.join(';\n')};\n`;
}

/** Changes with anything that changes a table, so that a replica of another schema is known at open. */
export function schemaHash(): string {
  return createHash('sha256').update(`v${SCHEMA_VERSION}\n${replicaDefinition()}`).digest('hex').slice(0, 16);
}

/** Statements that make an initdb'ed directory a replica. */
export function seedStatements(): string {
  return `${replicaDefinition()}INSERT INTO _meta VALUES (true, '${schemaHash()}', false, ${SCHEMA_VERSION}, NULL, NULL, '0', NULL);`;
}
