/**
 * The peer: the stock sync plugin with its fastest method, loading the leads of a server into a table with a key and
 * nothing else. Prints how long it took, and stays until its input is closed.
 */
import { PGlite } from '@electric-sql/pglite';
import { electricSync } from '@electric-sql/pglite-sync';
import { createKey, createTable } from '../../../electron/replica/schema/ddl.ts';
import { shapeUrl } from '../../../electron/sync/down/stream/table-stream.ts';
import { tableMeta } from '../../../shared/mutations/columns.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/registry.ts';
import { report } from './report.ts';

const [serverUrl = '', token = '', dataDir = ''] = process.argv.slice(2);
const pglite = await PGlite.create({ dataDir, extensions: { electric: electricSync() } });
await pglite.exec(`${createTable('leads', 'leads')}; ${createKey('leads')}`);
const arrays = tableMeta('leads').columns.flatMap(({ name, array }) => (array ? [name] : []));

/** Its CSV knows neither arrays nor JSON: both are written out for it. */
function withText(value: Record<string, unknown>): Record<string, unknown> {
  const row = { ...value };
  for (const name of arrays) row[name] = Array.isArray(row[name]) ? arrayText(row[name]) : row[name];
  return row;
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((item) => `"${String(item).replaceAll(/["\\]/g, String.raw`\$&`)}"`);
  return `{${items.join(',')}}`;
}

const startedAt = performance.now();
const { promise: loaded, resolve, reject } = Promise.withResolvers<void>();
await pglite.electric.syncShapeToTable({
  shape: {
    url: shapeUrl(serverUrl),
    params: { table: 'leads', schema_version: `${SCHEMA_VERSION}` },
    headers: { authorization: `Bearer ${token}` },
    parser: { jsonb: (text: string) => text },
    warnOnHttp: false,
  },
  table: 'leads',
  primaryKey: ['id'],
  mapColumns: (message) => withText(message.value),
  shapeKey: 'leads',
  initialInsertMethod: 'csv',
  onInitialSync: resolve,
  onError: reject,
});
await loaded;
const ms = performance.now() - startedAt;
const { rows } = await pglite.query<{ rows: number }>('SELECT count(*)::int AS rows FROM leads');
await report({ ms, rows: rows[0]?.rows ?? 0 });
process.exit(0);
