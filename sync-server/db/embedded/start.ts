/**
 * The embedded central database: a real Postgres 18 from npm, on loopback, with logical replication.
 * It survives a killed server: the next start goes on with the running postmaster or cleans up after it.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { adoptPostmaster, type Adopted } from './adopt.ts';
import { findBinaries, type PostgresBinaries } from './binaries.ts';
import { clusterUrl, connectionCode, ensureDatabase, withClient } from './connect-url.ts';
import { clusterFailure, clusterFailureFrom } from './failures.ts';
import { findFreePort } from './free-port.ts';
import { ensureCluster } from './initialise.ts';
import { launchPostmaster } from './launch.ts';
import { clusterLayout, type ClusterLayout } from './layout.ts';
import { ownCluster } from './ownership.ts';
import { ensurePassword, readPassword } from './password.ts';
import { resetPassword } from './reset-password.ts';
import type { PostgresSettings } from './settings.ts';
import type { StarterLog } from './starter-log.ts';
import { stopCluster } from './stop.ts';
import { watchPostmaster } from './watch.ts';

export const DEFAULT_PORT = 54_330;
export const DEFAULT_DATABASE = 'xgrowthos';
const START_ATTEMPTS = 120;
const RETRY_MS = 250;

export type EmbeddedPostgresOptions = {
  /** The data directory; the password and the log are put beside it. */
  readonly dataDir: string;
  /** First port to try, upwards; 0 for any. A running server keeps its own. */
  readonly port?: number;
  /** Created when missing; the returned URL points at it. */
  readonly database?: string;
  /** Further server settings, for tests (`THROW_AWAY_SETTINGS`). */
  readonly settings?: PostgresSettings;
  readonly log: StarterLog;
};

export type EmbeddedPostgres = {
  /** Superuser URL; carries the password, so never log it. */
  readonly url: string;
  readonly port: number;
  /** True when a server left running by an earlier process was taken over. */
  readonly adopted: boolean;
  /**
   * Fast shutdown; connections still open are cut. Leaves the database running while another server uses it.
   * Safe to call twice.
   */
  readonly stop: () => Promise<void>;
};

type Running = Adopted & { readonly adopted: boolean };

/**
 * Starts or takes over the database of `dataDir` and returns when it takes connections.
 * Errors (AppError with a hint): disk_unwritable, disk_full, too_old (other major version), corrupt,
 * precondition_failed (foreign files, root without user namespaces), unavailable.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const layout = clusterLayout(options.dataDir);
  const binaries = await findBinaries();
  const settings = options.settings ?? {};
  try {
    await ensureCluster(layout, binaries, { sync: settings['fsync'] !== 'off' });
    let running = await adoptOrLaunch(layout, binaries, options);
    let password = await ensurePassword(layout);
    if (!(await accepts(running.port, password))) {
      options.log.warn({ dataDir: layout.dataDir }, 'database password lost, setting a new one');
      password = await replacePassword(layout, binaries);
      running = await adoptOrLaunch(layout, binaries, options);
    }
    return await openDatabase({ layout, binaries, running, password, options });
  } catch (cause) {
    throw clusterFailureFrom('starting the database', cause, layout.dataDir);
  }
}

type Opening = {
  readonly layout: ClusterLayout;
  readonly binaries: PostgresBinaries;
  readonly running: Running;
  readonly password: string;
  readonly options: EmbeddedPostgresOptions;
};

async function openDatabase(opening: Opening): Promise<EmbeddedPostgres> {
  const { layout, running, password, options } = opening;
  const database = options.database ?? DEFAULT_DATABASE;
  const adminUrl = clusterUrl(running.port, password, 'postgres');
  try {
    await ensureDatabase(adminUrl, database);
    let ownership = await ownCluster(adminUrl);
    const watch = watchPostmaster({
      ...opening,
      ...running,
      settings: options.settings ?? {},
      log: options.log,
      // The connection that made us an owner died with the database.
      onRevived: async () => {
        ownership = await ownCluster(adminUrl);
      },
    });
    return {
      url: clusterUrl(running.port, password, database),
      port: running.port,
      adopted: running.adopted,
      stop: async () => {
        await watch.stop();
        if (await ownership.release()) await stopCluster(layout);
      },
    };
  } catch (cause) {
    // Nobody would stop what was started just now.
    if (!running.adopted) await stopCluster(layout);
    throw cause;
  }
}

async function adoptOrLaunch(
  layout: ClusterLayout,
  binaries: PostgresBinaries,
  options: EmbeddedPostgresOptions,
): Promise<Running> {
  const wanted = options.port ?? DEFAULT_PORT;
  let lastText = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const adopted = await adoptPostmaster(layout);
    if (adopted !== null) {
      options.log.info(
        { port: adopted.port, postmaster: adopted.pid },
        'database was still running, going on with it',
      );
      return { ...adopted, adopted: true };
    }
    const port = await findFreePort(wanted);
    if (wanted !== 0 && port !== wanted)
      options.log.warn({ wanted, port }, 'database port busy, using the next');
    const outcome = await launchPostmaster(layout, binaries, port, options.settings ?? {});
    if (outcome.kind === 'ready') {
      options.log.info({ port, postmaster: outcome.pid }, 'database started');
      return { pid: outcome.pid, port, adopted: false };
    }
    if (outcome.kind === 'occupied') {
      lastText = outcome.text;
      await delay(RETRY_MS);
    }
  }
  throw clusterFailure('starting the database', lastText || 'no port could be bound', layout.dataDir);
}

async function accepts(port: number, password: string): Promise<boolean> {
  try {
    await withClient(clusterUrl(port, password, 'postgres'), (client) => client.query('select 1'));
    return true;
  } catch (cause) {
    if (['28P01', '28000'].includes(connectionCode(cause))) return false;
    throw cause;
  }
}

async function replacePassword(layout: ClusterLayout, binaries: PostgresBinaries): Promise<string> {
  await stopCluster(layout);
  if ((await readPassword(layout)) !== null) await rm(layout.passwordFile);
  const password = await ensurePassword(layout);
  await resetPassword(layout, binaries, password);
  return password;
}
