/**
 * The write path's connections in one life of the server. Counted statements can break their connection, or end that
 * life: afterwards nothing of it is answered any more, and its connections are cut as a killed process leaves them.
 */
import type { Pool, PoolClient } from 'pg';

export type StatementFault = 'lost_before' | 'lost_after' | 'deadlock' | 'killed_before' | 'killed_after';

export type GenerationPool = {
  readonly pool: Pick<Pool, 'connect' | 'query'>;
  /** The n-th statement from now meets this fault. */
  readonly arm: (afterStatements: number, fault: StatementFault, onKilled: () => void) => void;
  readonly kill: () => void;
};

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export function createGenerationPool(pool: Pool): GenerationPool {
  const sockets = new Set<PoolClient>();
  let isDead = false;
  let armed: { left: number; readonly fault: StatementFault; readonly onKilled: () => void } | null = null;

  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    sockets.add(client);
  });
  pool.on('remove', (client) => sockets.delete(client));

  const kill = (): void => {
    isDead = true;
    for (const client of sockets) cutSocket(client);
  };
  const faultNow = (): StatementFault | null => {
    if (!armed) return null;
    armed.left -= 1;
    if (armed.left > 0) return null;
    const { fault } = armed;
    return fault;
  };
  const run = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (isDead) return never();
    const fault = faultNow();
    const onKilled = armed?.onKilled;
    if (fault) armed = null;
    if (fault === 'killed_before') {
      kill();
      onKilled?.();
      return never();
    }
    if (fault === 'lost_before') throw lost();
    if (fault === 'deadlock') throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    const result = await statement().catch((cause: unknown) => {
      if (isDead) return never<T>();
      throw cause;
    });
    if (isDead) return never();
    if (fault === 'killed_after') {
      kill();
      onKilled?.();
      return never();
    }
    if (fault === 'lost_after') throw lost();
    return result;
  };
  const wrap = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get: (target, property) => {
        if (property === 'query') {
          return (text: string, values?: unknown[]) => run(() => target.query(text, values));
        }
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const connect = async (): Promise<PoolClient> => {
    if (isDead) return never();
    const client = await pool.connect().catch((cause: unknown) => {
      if (isDead) return never<PoolClient>();
      throw cause;
    });
    return isDead ? never() : wrap(client);
  };
  const query = (text: string, values?: unknown[]) => run(() => pool.query(text, values));
  return {
    pool: { connect: connect as Pool['connect'], query: query as Pool['query'] },
    arm: (afterStatements, fault, onKilled) => {
      armed = { left: Math.max(1, afterStatements), fault, onKilled };
    },
    kill,
  };
}

function lost(): Error {
  return new Error('Connection terminated unexpectedly');
}

/** As the kernel does it for a process that is gone. */
function cutSocket(client: PoolClient): void {
  const connection: unknown = Reflect.get(client, 'connection');
  if (typeof connection !== 'object' || connection === null || !('stream' in connection)) return;
  const { stream } = connection;
  if (typeof stream === 'object' && stream !== null && 'destroy' in stream) {
    if (typeof stream.destroy === 'function') stream.destroy();
  }
}
