/**
 * Opens the replica's PGlite, or makes a new one from the seed when there is none that can be used. The replica is
 * disposable: anything doubtful is moved away and loaded again, and said.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import { SYNCED_TABLE_NAMES } from '../../../shared/schema/registry.ts';
import { dropStages } from '../apply/staging.ts';
import { quoted, schemaHash } from '../schema/ddl.ts';
import { sqlOver } from '../store/database.ts';
import { replicaError } from '../store/failures.ts';
import { PGLITE_OPTIONS } from '../store/pglite-options.ts';
import type { DataFolder } from './data-folder.ts';
import { readSeed } from './seed.ts';

const OPEN_PATIENCE_MS = 60_000;
/** The reason left behind by a process that met damage while it ran. */
export const DAMAGED = 'damaged';

/** Why a replica starts from the seed. `new`: there was none. */
export type RebuildReason = 'new' | 'schema' | 'damaged' | 'requested';

export type OpenedPglite = {
  readonly pglite: PGlite;
  readonly rebuilt: RebuildReason | null;
  /** What was wrong, for the log. */
  readonly detail: string | null;
};

/** Throws `disk_full` and `disk_unwritable`: those are no reason to throw rows away. */
export async function openPglite(folder: DataFolder, seedPath: string): Promise<OpenedPglite> {
  const requested = await folder.rebuildReason();
  if (requested !== null)
    return fromSeed(folder, seedPath, requested === DAMAGED ? 'damaged' : 'requested', null);
  if (!(await folder.isWhole())) return fromSeed(folder, seedPath, 'new', null);
  let pglite: PGlite | null = null;
  try {
    pglite = await inTime(PGlite.create({ ...PGLITE_OPTIONS, dataDir: folder.pgdata }));
    const reason = await checkSelf(pglite);
    if (reason === null) return { pglite, rebuilt: null, detail: null };
    await pglite.close();
    return await fromSeed(folder, seedPath, reason, null);
  } catch (cause) {
    const error = replicaError(cause);
    if (error.code === 'disk_full' || error.code === 'disk_unwritable') throw error;
    await pglite?.close().catch(() => {});
    return fromSeed(folder, seedPath, 'damaged', errorText(cause));
  }
}

async function fromSeed(
  folder: DataFolder,
  seedPath: string,
  rebuilt: RebuildReason,
  detail: string | null,
): Promise<OpenedPglite> {
  try {
    await folder.moveAway(rebuilt === 'damaged');
    const pglite = await PGlite.create({
      ...PGLITE_OPTIONS,
      dataDir: folder.pgdata,
      loadDataDir: await readSeed(seedPath),
    });
    if ((await checkSelf(pglite)) !== null) {
      throw new AppError('bug', 'the seed archive does not fit this program: build it again');
    }
    await folder.markWhole();
    return { pglite, rebuilt, detail };
  } catch (cause) {
    throw replicaError(cause);
  }
}

/** Some damaged directories never answer. */
async function inTime<T>(opening: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = delay(OPEN_PATIENCE_MS, null, { signal: late.signal }).then(() => {
    throw new AppError('corrupt', 'the replica does not open');
  });
  try {
    return await Promise.race([opening, timer]);
  } finally {
    late.abort();
    timer.catch(() => {});
  }
}

/** Reads from every table. Null when all is well; throws when something cannot be read. */
async function checkSelf(pglite: PGlite): Promise<'schema' | null> {
  const sql = sqlOver(pglite);
  const [meta] = await sql.query<{ schema_hash: string }>('SELECT schema_hash FROM _meta WHERE one');
  if (meta?.schema_hash !== schemaHash()) return 'schema';
  const tables = [...SYNCED_TABLE_NAMES, '_positions', '_pending', '_shadow'];
  await sql.query(tables.map((table) => `(SELECT 1 FROM ${quoted(table)} LIMIT 1)`).join(' UNION ALL '));
  await dropStages(sql);
  return null;
}
