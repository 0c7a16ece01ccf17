/** What people were told, held against what the server has. */
import type { Pool } from 'pg';
import type { LedgerEntry } from '../world/ledger.ts';

type Recorded = { id: string; device_id: string; seq: string; outcome: string; xid: string | null };

/** Sentences about changes that were lost, doubled, disordered or made up. */
export async function compareLedger(
  pool: Pool,
  entries: readonly LedgerEntry[],
  expectOrder: boolean,
): Promise<readonly string[]> {
  const { rows } = await pool.query<Recorded>(
    'select id, device_id, seq::text, outcome::text, xid from device_mutations m order by m.device_id, m.seq',
  );
  const recorded = new Map(rows.map((row) => [row.id, row]));
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const found: string[] = [];
  for (const entry of entries) {
    const row = recorded.get(entry.id);
    if (entry.standing === 'told' && !row) {
      found.push(
        `${entry.name} of ${entry.device} (${entry.id}) was saved there and never reached the server`,
      );
    }
    if (entry.standing === 'withdrawn' && row) {
      found.push(`${entry.name} of ${entry.device} (${entry.id}) was withdrawn and took effect all the same`);
    }
  }
  for (const { id } of rows) {
    if (!known.has(id)) found.push(`the server recorded a change (${id}) that nobody made`);
  }
  if (expectOrder) found.push(...disordered(rows));
  return [...found.slice(0, 6), ...(await compareEffects(pool))];
}

/** Changes of one device take effect in the order they were made. */
function disordered(rows: readonly Recorded[]): readonly string[] {
  const found: string[] = [];
  const last = new Map<string, Recorded>();
  for (const row of rows) {
    if (row.xid === null) continue;
    const before = last.get(row.device_id);
    if (before?.xid != null && BigInt(before.xid) > BigInt(row.xid)) {
      found.push(`change ${row.seq} of a device took effect before its change ${before.seq}`);
    }
    last.set(row.device_id, row);
  }
  return found.slice(0, 2);
}

const EFFECTS = `
  select m.id, m.outcome::text as outcome, a.id is not null as activity, c.id is not null as commit
  from device_mutations m left join activity a on a.id = m.id left join commits c on c.id = m.id
  where (m.outcome = 'rejected') = (a.id is not null) or (m.outcome = 'rejected') = (c.id is not null) limit 3`;
const IMPORTS = `
  select i.id, i.created_rows, i.total_rows, count(l.id)::int as found from lead_imports i left join leads l on l.import_id = i.id
  group by i.id having i.created_rows <> count(l.id)
     or i.total_rows <> i.created_rows + i.updated_rows + i.skipped_rows + i.refused_rows limit 3`;

/** Each recorded outcome has its effect, once. */
async function compareEffects(pool: Pool): Promise<readonly string[]> {
  const effects = await pool.query(EFFECTS);
  const imports = await pool.query(IMPORTS);
  return [
    ...effects.rows.map(
      ({ id, outcome, activity, commit }) =>
        `the change ${id} is ${outcome} and has ${activity ? 'an' : 'no'} activity, ${commit ? 'a' : 'no'} commit`,
    ),
    ...imports.rows.map((row) => `an import counts itself wrongly: ${JSON.stringify(row)}`),
  ];
}
