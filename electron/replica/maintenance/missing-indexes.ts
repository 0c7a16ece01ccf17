/**
 * Indexes that the tables do not have yet: a first load is shown without them, and the process may end before they are
 * made. Nothing depends on them but speed.
 */
import type { SyncedTableName } from '../../../shared/schema/registry.ts';
import { SYNCED_TABLE_NAMES } from '../../../shared/schema/registry.ts';
import type { DeviceIndex } from '../schema/ddl.ts';
import { createIndex, deviceIndexes, quoted } from '../schema/ddl.ts';
import type { Database } from '../store/database.ts';

type Missing = { readonly table: SyncedTableName; readonly indexes: readonly DeviceIndex[] };

/** Makes them when nobody waits for the database. What fails is told by the database itself and made at the next start. */
export function indexInBackground(database: Database): void {
  createMissingIndexes(database).catch(() => {});
}

/** Makes what is missing, each index as a job of its own; answers how many there were. */
export async function createMissingIndexes(database: Database): Promise<number> {
  let count = 0;
  for (const { table, indexes } of await missingIndexes(database)) {
    for (const index of indexes) {
      await database.read('idle', (sql) => sql.script(createIndex(table, index)));
      count += 1;
    }
    await database.read('idle', (sql) => sql.script(`ANALYZE ${quoted(table)}`));
  }
  return count;
}

async function missingIndexes(database: Database): Promise<readonly Missing[]> {
  const rows = await database.read('idle', (sql) =>
    sql.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'i'`),
  );
  const present = new Set(rows.map(({ name }) => name));
  return SYNCED_TABLE_NAMES.flatMap((table) => {
    const indexes = deviceIndexes(table).filter(({ name }) => !present.has(name));
    return indexes.length === 0 ? [] : [{ table, indexes }];
  });
}
