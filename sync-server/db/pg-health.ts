/** The database's health, for `/readyz` and `xg doctor`. */
import { errorText } from '../../shared/kernel/app-error.ts';
import { readDatabaseFacts, readFreeBytes } from './health/facts.ts';
import { judgeDatabase, judgeDisk, unreachable, type HealthCheck } from './health/judge.ts';
import type { Queryable } from './queryable.ts';

export type HealthOptions = {
  readonly database: Queryable;
  /** The server's data folder, whose disk is watched; null to leave the disk out. */
  readonly dataDir: string | null;
};

/** Never throws: a database that does not answer is a failed check. */
export async function checkDatabaseHealth(options: HealthOptions): Promise<readonly HealthCheck[]> {
  const [database, disk] = await Promise.all([
    readDatabaseFacts(options.database).then(judgeDatabase, (cause: unknown) => [
      unreachable(errorText(cause)),
    ]),
    options.dataDir === null ? [] : readFreeBytes(options.dataDir).then((free) => [judgeDisk(free)]),
  ]);
  return [...database, ...disk];
}

/** A warning leaves the server ready. */
export function isReady(checks: readonly HealthCheck[]): boolean {
  return checks.every((check) => check.status !== 'fail');
}
