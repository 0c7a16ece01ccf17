import type { RowValues } from './desktop-client.ts';
import type { OverlayRow } from './overlay-store.ts';

/** How a row stands: painted and not yet stored (`saving`), or as the desktop says. */
export type RowState = OverlayRow['sync'];

/** A row as screens use it: parsed values, key and sync state. */
export type TypedRow<Row> = { readonly key: string; readonly row: Row; readonly sync: RowState };

export type RowParser<Row> = (values: RowValues) => Row;

/** Parses rows once per identity, so that an unchanged row keeps its parsed object too. */
export function createRowReader<Row>(parse: RowParser<Row>): (row: OverlayRow) => TypedRow<Row> {
  const known = new WeakMap<OverlayRow, TypedRow<Row>>();
  return (row) => {
    const cached = known.get(row);
    if (cached) return cached;
    const typed = { key: row.key, row: parse(row.row), sync: row.sync };
    known.set(row, typed);
    return typed;
  };
}
