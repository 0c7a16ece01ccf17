import { join } from 'node:path';
import type { Config } from '../config/parse.ts';
import { startEmbeddedPostgres } from '../db/embedded/start.ts';
import { migrateDatabase } from '../db/migrate.ts';
import type { Log } from '../http/logging/logger.ts';

export type CentralDatabase = {
  readonly url: string;
  readonly embedded: boolean;
  readonly stop: () => Promise<void>;
};

/** The configured Postgres, or the embedded one of the data folder; migrated either way. */
export async function openCentralDatabase(config: Config, log: Log): Promise<CentralDatabase> {
  const database = config.database.url
    ? { url: config.database.url.reveal(), embedded: false, stop: async () => undefined }
    : await startEmbedded(config, log);
  try {
    await migrateDatabase({ url: database.url, log });
    return database;
  } catch (cause) {
    await database.stop();
    throw cause;
  }
}

async function startEmbedded(config: Config, log: Log): Promise<CentralDatabase> {
  const postgres = await startEmbeddedPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    port: config.database.embeddedPort,
    log,
  });
  return { url: postgres.url, embedded: true, stop: postgres.stop };
}
