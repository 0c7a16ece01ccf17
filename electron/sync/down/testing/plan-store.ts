/** A store that remembers rows and positions, and refuses to show half a transaction. */
import type { Cut } from '../../../replica/types.ts';
import { applyTo, isCovered, stateText, TABLES, type Rows, type Table } from './plan-central.ts';

export function planStore(prefixes: readonly string[]) {
  const rows: Rows = new Map();
  const offsets = new Map<Table, string>(TABLES.map((table) => [table, '0_inf']));
  const arrived: string[] = [];
  let lsn = 0n;
  let shownPrefix = 0;

  const apply = (cut: Cut): void => {
    for (const change of cut.changes) applyTo(rows, change);
    for (const { table, offset } of cut.positions) offsets.set(table as Table, offset);
    if (BigInt(cut.lsn) < lsn) throw new Error('the cut went back');
    lsn = BigInt(cut.lsn);
    arrived.push(...cut.arrived);
    const seen = stateText(rows, isCovered);
    const prefix = prefixes.findIndex((text, index) => index >= shownPrefix && text === seen);
    if (prefix < 0) throw new Error(`half a transaction is visible: ${seen}`);
    shownPrefix = prefix;
  };

  return {
    apply,
    offset: (table: Table) => offsets.get(table) ?? '0_inf',
    lsn: () => lsn,
    arrived: () => [...new Set(arrived)].toSorted(),
    text: () => stateText(rows, () => true),
  };
}
