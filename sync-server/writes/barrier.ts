import { isoInstant } from '../../shared/kernel/time.ts';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import type { WriterPorts } from './ports.ts';

/**
 * Writes a commits row that names every table and changes none: when it comes back through the `commits` shape, each
 * table has passed its position. Repeating an id writes nothing more.
 */
export async function writeBarrier(ports: WriterPorts, id: string): Promise<void> {
  await ports.pool.query(
    `insert into commits (id, scope_client_id, xid, tables, device_id, seq, at)
     values ($1, null, pg_current_xact_id()::text, $2, null, null, $3) on conflict (id) do nothing`,
    [id, [...SYNCED_TABLE_NAMES], isoInstant(ports.clock.now())],
  );
}
