/**
 * One PGlite that plays the disk of a device's replica. A killed process leaves what it had committed: its statement
 * in flight ends, everything it would have said afterwards is never heard, and the open transaction is rolled back,
 * which is what crash recovery does. Between worlds the tables are emptied, because making an engine costs a second.
 */
import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dropStages } from '../../../electron/replica/apply/staging.ts';
import { ensureSeed, readSeed } from '../../../electron/replica/open/seed.ts';
import { quoted } from '../../../electron/replica/schema/ddl.ts';
import { sqlOver, type Sql } from '../../../electron/replica/store/database.ts';
import { PGLITE_OPTIONS } from '../../../electron/replica/store/pglite-options.ts';
import { SYNCED_TABLE_NAMES } from '../../../shared/schema/registry.ts';

const CACHE = resolve(import.meta.dirname, '../../../.cache');
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export type ProcessFault = 'disk_full' | 'killed_before' | 'killed_after';

/** PGlite as one life of the replica's process holds it. */
export type EngineLife = {
  readonly pglite: PGlite;
  readonly isDead: () => boolean;
};

export type ReplicaEngine = {
  /** Begins another life; the former one is dead afterwards. */
  readonly begin: () => Promise<EngineLife>;
  /** Ends the present life at once; resolves when nothing of it touches the engine any more. */
  readonly kill: () => Promise<void>;
  /** Deletes the data folder, as somebody might, and puts the seed in its place. */
  readonly wipe: () => Promise<void>;
  /** The n-th statement from now meets this fault. */
  readonly arm: (afterStatements: number, fault: ProcessFault, onKilled: () => void) => void;
  /** Called after each commit, with nothing else running. */
  readonly onCommit: (look: (sql: Sql) => Promise<void>) => void;
  /** For checks, beside whatever runs. */
  readonly sql: Sql;
  readonly close: () => Promise<void>;
};

type Armed = { left: number; readonly fault: ProcessFault; readonly onKilled: () => void };

export async function openReplicaEngine(): Promise<ReplicaEngine> {
  const raw = await PGlite.create({
    ...PGLITE_OPTIONS,
    loadDataDir: await readSeed(await ensureSeed(CACHE)),
  });
  const sql = sqlOver(raw);
  const state = { life: 0, armed: null as Armed | null, look: null as ((sql: Sql) => Promise<void>) | null };
  const running = new Set<Promise<unknown>>();

  const kill = async (): Promise<void> => {
    state.life += 1;
    state.armed = null;
    await Promise.allSettled(running);
    await sql.script('ROLLBACK').catch(() => undefined);
  };
  const wipe = async (): Promise<void> => {
    await dropStages(sql);
    const tables = [...SYNCED_TABLE_NAMES, '_pending', '_shadow', '_positions'].map(quoted);
    await sql.script(`TRUNCATE ${tables.join(', ')}`);
    await sql.script(
      `UPDATE _meta SET complete = false, epoch = NULL, scope = NULL, lsn = '0', as_of = NULL WHERE one`,
    );
  };
  const statement = async <T>(life: number, text: string, work: () => Promise<T>): Promise<T> => {
    if (life !== state.life) return never();
    const met = meetFault(state, text);
    if (met?.fault === 'disk_full')
      throw Object.assign(new Error('No space left on device'), { code: '53100' });
    if (met?.fault === 'killed_before') {
      state.life += 1;
      met.onKilled();
      return never();
    }
    const work_ = work();
    running.add(work_);
    const result = await work_.finally(() => running.delete(work_));
    if (life === state.life && text.startsWith('COMMIT') && state.look) {
      const looking = state.look(sql);
      running.add(looking);
      await looking.finally(() => running.delete(looking));
    }
    if (life !== state.life) return never();
    if (met?.fault === 'killed_after') {
      state.life += 1;
      met.onKilled();
      return never();
    }
    return result;
  };
  return {
    sql,
    kill,
    wipe,
    begin: async () => {
      await kill();
      await dropStages(sql);
      const life = state.life;
      return {
        pglite: gated(raw, (text, work) => statement(life, text, work)),
        isDead: () => life !== state.life,
      };
    },
    arm: (afterStatements, fault, onKilled) => {
      state.armed = { left: Math.max(1, afterStatements), fault, onKilled };
    },
    onCommit: (look) => void (state.look = look),
    close: () => raw.close(),
  };
}

/** A disk does not fill up at the end of a transaction here: whether a commit took place is never in doubt. */
function meetFault(state: { armed: Armed | null }, text: string): Armed | null {
  const { armed } = state;
  if (!armed) return null;
  armed.left -= 1;
  const isEnd = text.startsWith('COMMIT') || text.startsWith('ROLLBACK');
  if (armed.left > 0 || (armed.fault === 'disk_full' && isEnd)) return null;
  state.armed = null;
  return armed;
}

type Gate = <T>(text: string, work: () => Promise<T>) => Promise<T>;

/** The two doors through which the replica speaks to PGlite. */
function gated(raw: PGlite, gate: Gate): PGlite {
  const execProtocolRaw: PGlite['execProtocolRaw'] = (message, options) =>
    gate(simpleText(message), () => raw.execProtocolRaw(message, options));
  const query: PGlite['query'] = (text, params, options) =>
    gate(text, () => raw.query(text, params, options));
  return new Proxy(raw, {
    get: (target, property) => {
      if (property === 'execProtocolRaw') return execProtocolRaw;
      if (property === 'query') return query;
      if (property === 'close') return async () => undefined;
      return Reflect.get(target, property, target);
    },
  });
}

/** The text of a simple query message; empty for anything else. */
function simpleText(message: Uint8Array): string {
  return message[0] === 0x51 ? Buffer.from(message.subarray(5, 25)).toString('latin1') : '';
}
