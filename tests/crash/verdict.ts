/** What must hold after the last restart, told in sentences; none when it does. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { sqlOver } from '../../electron/replica/store/database.ts';
import { PGLITE_OPTIONS } from '../../electron/replica/store/pglite-options.ts';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { compareWithServer } from '../support/replica/convergence.ts';
import { readScopeOf } from '../support/replica/scope-of.ts';
import { possibleEnds, type Ledger } from './ledger.ts';

/** Acknowledged writes: each recorded once by the server, accepted, and in its effect. */
export async function judgeWrites(pool: Pool, ledger: Ledger): Promise<readonly string[]> {
  const found: string[] = [];
  const outcomes = await byKey(pool, `select id::text as key, outcome as value from device_mutations`);
  const notes = await byKey(pool, `select id::text as key, body as value from notes`);
  const titles = await byKey(pool, `select id::text as key, title as value from leads`);
  for (const write of ledger.acknowledged()) {
    const outcome = outcomes.get(write.mutationId);
    if (outcome !== 'accepted') found.push(`lost: ${write.kind} "${write.text}" is ${outcome ?? 'unknown'}`);
    if (write.kind === 'note' && notes.get(write.rowId) !== write.text)
      found.push(`lost: note "${write.text}"`);
  }
  for (const leadId of new Set(ledger.all().map(({ rowId }) => rowId))) {
    const ends = possibleEnds(ledger.all(), leadId);
    const title = titles.get(leadId) ?? '';
    if (ends && !ends.has(title)) found.push(`diverged: lead ${leadId} ends with "${title}"`);
  }
  return [...found, ...(await doubled(pool))];
}

async function byKey(pool: Pool, query: string): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await pool.query<{ key: string; value: string | null }>(query);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** No two of this run's notes share a text, and the activity log has one line for each. */
async function doubled(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ text: string; times: number }>(
    `select body as text, count(*)::int as times from notes
      where body ~ '^[ab] [0-9a-f-]{36}$' group by 1 having count(*) > 1
     union all
     select 'activity of note ' || entity_id || ' ' || summary, count(*)::int
       from activity where action = 'notes/add' group by entity_id, summary, at having count(*) > 1`,
  );
  return rows.map(({ text, times }) => `doubled: ${text}, ${times} times`);
}

/** Every synced row and column of a stopped desktop's replica against what the server shows its person. */
export async function judgeReplica(pool: Pool, name: string, profile: string): Promise<readonly string[]> {
  const [account = ''] = await readdir(join(profile, 'accounts'));
  const dataDir = join(profile, 'accounts', account, 'replica', 'pgdata');
  const { rows } = await pool.query<{ id: string }>(
    `select id::text from users where email = 'admin@demo.example.com'`,
  );
  const pglite = await PGlite.create({ ...PGLITE_OPTIONS, dataDir });
  try {
    const reader = await readScopeOf(pool, rows[0]?.id ?? '');
    return await compareWithServer(name, sqlOver(pglite), pool, reader, SYNCED_TABLE_NAMES);
  } finally {
    await pglite.close();
  }
}
