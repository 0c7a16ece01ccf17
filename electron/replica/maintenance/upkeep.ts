/**
 * What autovacuum and the checkpointer would do, which PGlite does not have: dead rows are cleared and the log is cut
 * when nobody waits for the database, one table at a time.
 */
import { quoted } from '../schema/ddl.ts';
import type { Database } from '../store/database.ts';

const EVERY_MS = 15_000;
const CHECKPOINT_EVERY_MS = 5 * 60_000;
/** As autovacuum decides: a fifth of the table, and not for a handful. */
const DEAD_SHARE = 0.2;
const DEAD_AT_LEAST = 500;

export type Upkeep = { readonly stop: () => void };

export function startUpkeep(database: Database, now: () => number): Upkeep {
  let checkpointed = now();
  const turn = async (): Promise<void> => {
    if (!database.idle()) return;
    const vacuumed = await vacuumOne(database);
    if (vacuumed || now() - checkpointed < CHECKPOINT_EVERY_MS) return;
    checkpointed = now();
    await database.read('idle', (sql) => sql.script('CHECKPOINT'));
  };
  const timer = setInterval(() => {
    // A failure of upkeep is told by the database itself, and the next turn tries again.
    turn().catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Vacuums the table with the most dead rows, if it has enough. Answers its name. */
export async function vacuumOne(database: Database): Promise<string | null> {
  // Counts are kept back for a while and would be those of before the last change.
  await database.read('idle', (sql) => sql.script('SELECT pg_stat_force_next_flush()'));
  const worst = await database.read('idle', (sql) =>
    sql.query<{ name: string }>(
      `SELECT relname AS name FROM pg_stat_user_tables
       WHERE n_dead_tup > ${DEAD_AT_LEAST} AND n_dead_tup > ${DEAD_SHARE} * n_live_tup
       ORDER BY n_dead_tup DESC LIMIT 1`,
    ),
  );
  const name = worst[0]?.name;
  if (name === undefined) return null;
  await database.read('idle', (sql) => sql.script(`VACUUM ANALYZE ${quoted(name)}`));
  return name;
}
