/** A pool whose connections fail on demand, before or after a statement took effect. For tests of the write path. */
import type { Pool, PoolClient } from 'pg';

export type Fault =
  /** The connection breaks before the statement reaches the database. */
  | 'lost_before'
  /** The statement takes effect, then the connection breaks before its answer: the fate is unknown to the caller. */
  | 'lost_after'
  | 'deadlock'
  | 'none';

/** `faultOf` sees each statement with its number, counted over all connections. */
export function faultyPool(
  pool: Pool,
  faultOf: (statement: string, number: number) => Fault,
): Pick<Pool, 'connect' | 'query'> {
  let number = 0;
  const wrap = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get: (target, property) => {
        if (property !== 'query') {
          const value: unknown = Reflect.get(target, property, target);
          return typeof value === 'function' ? value.bind(target) : value;
        }
        return async (text: string, values?: unknown[]) => {
          const fault = faultOf(text, (number += 1));
          if (fault === 'lost_before') throw connectionLost();
          if (fault === 'deadlock') throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
          const result = await target.query(text, values);
          if (fault === 'lost_after') throw connectionLost();
          return result;
        };
      },
    });
  const connect = async (): Promise<PoolClient> => wrap(await pool.connect());
  return { connect: connect as Pool['connect'], query: pool.query.bind(pool) };
}

function connectionLost(): Error {
  return new Error('Connection terminated unexpectedly');
}
