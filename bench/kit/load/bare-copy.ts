/**
 * The least that a load could be: the same rows, ready in memory as COPY's text, into a table without key or indexes.
 * Prints how long it took, and stays until its input is closed.
 */
import { PGlite } from '@electric-sql/pglite';
import { createTable, quoted } from '../../../electron/replica/schema/ddl.ts';
import { readShape } from '../../../electron/sync/down/stream/read-shape.ts';
import { shapeUrl } from '../../../electron/sync/down/stream/table-stream.ts';
import { answerOf } from '../../../electron/sync/down/http/verdict.ts';
import { SCHEMA_VERSION } from '../../../shared/schema/registry.ts';
import type { CopyRows } from '../../../electron/replica/types.ts';
import { report } from './report.ts';

const [serverUrl = '', token = '', dataDir = ''] = process.argv.slice(2);

async function* leads(): AsyncGenerator<CopyRows> {
  const url = new URL(shapeUrl(serverUrl));
  url.search = `table=leads&schema_version=${SCHEMA_VERSION}&offset=-1`;
  for (;;) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const answer = answerOf(response.status, response.headers, Buffer.from(await response.arrayBuffer()));
    const read = readShape('leads', answer);
    if (read.kind !== 'done' || read.value.kind !== 'delivery') throw new Error('the leads were not read');
    const { rows, handle, offset, isUpToDate } = read.value.delivery;
    if ('text' in rows) yield rows;
    if (isUpToDate) return;
    url.searchParams.set('handle', handle);
    url.searchParams.set('offset', offset);
  }
}

const parts = await Array.fromAsync(leads());
const pglite = await PGlite.create({ dataDir });
await pglite.exec(createTable('leads', 'leads'));
const columns = (parts[0]?.columns ?? []).map(quoted).join(', ');
const blob = new Blob(parts.map(({ text }) => text));
const startedAt = performance.now();
const copied = await pglite.query(`COPY leads (${columns}) FROM '/dev/blob'`, [], { blob });
await report({ ms: performance.now() - startedAt, rows: copied.affectedRows ?? 0 });
process.exit(0);
