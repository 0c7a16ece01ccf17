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

/** The statement that gives a table its key. The constraint's name is left to Postgres, so a staged copy can have its own. */
export function createKey(as: string): string {
  return `ALTER TABLE ${quoted(as)} ADD PRIMARY KEY ("id")`;
}

/** An index beside the key. The same name always means the same columns: another definition is another schema. */
export type DeviceIndex = { readonly name: string; readonly columns: string };

/** A client's rows are found by `client_id` where there is an index on it; the scope is the same client. */
export function deviceIndexes(table: SyncedTableName): readonly DeviceIndex[] {
  const listed = DEVICE_INDEXES[table] ?? [];
  const hasScope = listed.some((columns) => /^(scope_)?client_id\b/.test(columns));
  const all = hasScope ? listed : ['scope_client_id', ...listed];
  return all.map((columns, at) => ({ name: `${table}_device_${at}`, columns }));
}

/** Does nothing where there is one of that name. */
export function createIndex(as: string, { name, columns }: DeviceIndex): string {
  return `CREATE INDEX IF NOT EXISTS ${quoted(name)} ON ${quoted(as)} (${columns})`;
}

/** The whole definition as one script. */
export function replicaDefinition(): string {
  const tables = SYNCED_TABLE_NAMES.flatMap((name) => [
    createTable(name, name),
    createKey(name),
    ...deviceIndexes(name).map((index) => createIndex(name, index)),
  ]);
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
