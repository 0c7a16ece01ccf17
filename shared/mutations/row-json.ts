import { z } from 'zod';
import type { MutableTableName } from '../schema/registry.ts';
import { canonicalValue, type RawRow } from './canonical.ts';
import { tableMeta, type ColumnMeta } from './columns.ts';

const valuesSchema = z.array(z.unknown());

/** Reads one row of `selectRows`. Bypasses the driver's parsers: the row arrives as JSON text. */
export function parseRow(table: MutableTableName, text: unknown): RawRow {
  const values = valuesSchema.parse(JSON.parse(String(text)));
  const row: Record<string, unknown> = {};
  tableMeta(table).columns.forEach((column, index) => {
    row[column.name] = readValue(column, values[index] ?? null);
  });
  return row;
}

/** What the database holds is taken as it is: a word that this version does not know is no error when reading. */
function readValue(column: ColumnMeta, value: unknown): unknown {
  return column.kind === 'instant' || column.kind === 'numeric' ? canonicalValue(column, value) : value;
}
