/**
 * The seed archive: a database directory with our tables in it and no rows. Opening one takes a second where making
 * one takes four.
 */
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { basename, dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { replicaError } from '../store/failures.ts';
import { PGLITE_OPTIONS } from '../store/pglite-options.ts';
import { seedStatements } from '../schema/ddl.ts';
import { seedName } from './seed-name.ts';

/** Another seed with the same name is being built; after this long its builder is taken for dead. */
const BUILDER_PATIENCE_MS = 60_000;

/** Builds the seed in memory and writes it whole or not at all. */
export async function buildSeed(path: string): Promise<void> {
  const pglite = await PGlite.create({ ...PGLITE_OPTIONS, initDbStartParams: ['--wal-segsize=1'] });
  try {
    await pglite.exec(seedStatements());
    await pglite.exec('VACUUM ANALYZE');
    await pglite.exec('CHECKPOINT');
    const archive = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
    const half = join(
      dirname(path),
      `.${basename(path)}.${process.pid}.${Math.random().toString(36).slice(2)}`,
    );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(half, archive);
    await rename(half, path);
  } catch (cause) {
    throw replicaError(cause);
  } finally {
    await pglite.close();
  }
}

/** The seed of this schema under `directory`, built when missing. Several processes may ask at once. */
export async function ensureSeed(directory: string): Promise<string> {
  const path = join(directory, seedName());
  await mkdir(directory, { recursive: true });
  while (!(await exists(path))) {
    const claim = `${path}.building`;
    if (await claimed(claim)) {
      try {
        await buildSeed(path);
      } finally {
        await rm(claim, { force: true });
      }
    } else {
      if (await isOld(claim)) await rm(claim, { force: true });
      await delay(100);
    }
  }
  return path;
}

export async function readSeed(path: string): Promise<Blob> {
  return new Blob([await readFile(path)]);
}

async function claimed(path: string): Promise<boolean> {
  return open(path, 'wx').then(
    async (file) => {
      await file.close();
      return true;
    },
    () => false,
  );
}

async function isOld(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && Date.now() - info.mtimeMs > BUILDER_PATIENCE_MS;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
