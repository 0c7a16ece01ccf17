/** What must hold of a replica whenever anybody may look at it: whole transactions, and no row of others. */
import { quoted } from '../../../electron/replica/schema/ddl.ts';
import type { Sql } from '../../../electron/replica/store/database.ts';
import { SYNCED_TABLE_NAMES, syncedTable } from '../../../shared/schema/registry.ts';

/** A barrier names every table and changes none. */
const BARRIER_TABLES = 30;

/** Each accepted change writes a commit and an activity of one id, in one transaction. */
const HALF_COMMITS = `
  SELECT a.id::text AS activity, c.id::text AS commit FROM activity a FULL JOIN commits c ON c.id = a.id
  WHERE (c.id IS NULL AND NOT EXISTS (SELECT FROM _pending p WHERE p.id = a.id::text AND p.state <> 'rejected'))
     OR (a.id IS NULL AND cardinality(c.tables) < ${BARRIER_TABLES}) LIMIT 3`;

/** An import counts the leads it made in the transaction that made them. */
const HALF_IMPORTS = `
  SELECT i.id::text AS id, i.created_rows AS counted, count(l.id) AS found
  FROM lead_imports i LEFT JOIN leads l ON l.import_id = i.id GROUP BY i.id HAVING i.created_rows <> count(l.id) LIMIT 3`;

const HALF_TWINS = `
  SELECT string_agg(DISTINCT coalesce(city, '-'), ' and ') AS cities FROM leads WHERE id = ANY($1::text[]::uuid[])
  GROUP BY scope_client_id HAVING count(DISTINCT city) > 1`;

/** Sentences about halves of transactions; none when all is well. */
export async function lookAtCut(sql: Sql, twins: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  type Pair = { activity: string | null; commit: string | null };
  for (const { activity, commit } of await sql.query<Pair>(HALF_COMMITS)) {
    found.push(
      activity === null
        ? `the commit ${commit} without its activity`
        : `the activity ${activity} without its commit`,
    );
  }
  for (const { id, counted, found: there } of await sql.query(HALF_IMPORTS)) {
    found.push(`an import (${String(id)}) that counts ${String(counted)} leads and has ${String(there)}`);
  }
  for (const { cities } of await sql.query(HALF_TWINS, [twins])) {
    found.push(`half of a bulk edit: leads in ${String(cities)}`);
  }
  return found;
}

/** How many rows of which table belong to other clients than these; null for none. */
export async function findRowsOutside(sql: Sql, keep: readonly string[]): Promise<string | null> {
  const tables = SYNCED_TABLE_NAMES.filter((table) => syncedTable(table).visibility !== 'own');
  const counts = tables.map(
    (table) =>
      `SELECT '${table}' AS name, count(*) AS rows FROM ${quoted(table)} WHERE scope_client_id IS NOT NULL AND NOT (scope_client_id = ANY($1::text[]::uuid[]))`,
  );
  const rows = await sql.query(`${counts.join(' UNION ALL ')} ORDER BY rows DESC LIMIT 1`, [keep]);
  const [most] = rows;
  return most && Number(most['rows']) > 0 ? `${String(most['rows'])} rows of ${String(most['name'])}` : null;
}
