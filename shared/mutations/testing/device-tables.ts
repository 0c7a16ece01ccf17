/** A device's tables for tests: primary keys only, enums as text. */
import { SYNCED_TABLE_NAMES } from '../../schema/registry.ts';
import { tableMeta } from '../columns.ts';
import { quoted } from '../sql-text.ts';

export function deviceTables(): string {
  return SYNCED_TABLE_NAMES.map((name) => {
    const columns = tableMeta(name).columns.map(
      (column) => `${quoted(column.name)} ${column.deviceType}${column.primaryKey ? ' primary key' : ''}`,
    );
    return `create table ${quoted(name)} (${columns.join(', ')});`;
  }).join('\n');
}
