import type { Pool } from 'pg';

/**
 * A fact about this database that is made once, by whichever server comes first, and the same for all from then on.
 */
export async function stateOnce(pool: Pool, key: string, make: () => unknown): Promise<unknown> {
  await pool.query('insert into server_state (key, value) values ($1, $2) on conflict (key) do nothing', [
    key,
    JSON.stringify(make()),
  ]);
  const { rows } = await pool.query('select value from server_state where key = $1', [key]);
  return rows[0]?.value;
}

export async function readState(pool: Pool, key: string): Promise<unknown> {
  const { rows } = await pool.query('select value from server_state where key = $1', [key]);
  return rows[0]?.value ?? null;
}

export async function writeState(pool: Pool, key: string, value: unknown): Promise<void> {
  await pool.query(
    'insert into server_state (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [key, JSON.stringify(value)],
  );
}
