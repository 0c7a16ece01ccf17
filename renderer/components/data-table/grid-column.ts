import type { DataColumn } from './data-column.ts';
import type { LaidColumn } from './use-column-layout.ts';

/** What stands in the grid, from left to right: two narrow service columns, then the data. */
export type GridColumn<Row> =
  | { readonly kind: 'select'; readonly id: 'select'; readonly width: number }
  | { readonly kind: 'sync'; readonly id: 'sync'; readonly width: number }
  | { readonly kind: 'data'; readonly id: string; readonly width: number; readonly column: DataColumn<Row> };

const SELECT_WIDTH = 40;
const SYNC_WIDTH = 28;
/** Room after the last column, so that numbers do not touch the edge. */
const END_GAP = 12;

export function gridColumns<Row>(
  visible: readonly LaidColumn<Row>[],
  options: { readonly selectable: boolean; readonly showSync: boolean },
): readonly GridColumn<Row>[] {
  return [
    ...(options.selectable ? [{ kind: 'select', id: 'select', width: SELECT_WIDTH } as const] : []),
    ...(options.showSync ? [{ kind: 'sync', id: 'sync', width: SYNC_WIDTH } as const] : []),
    ...visible.map(({ column, width }) => ({ kind: 'data', id: column.id, width, column }) as const),
  ];
}

/** `grid-template-columns`: fixed widths, the growing column takes the rest. */
export function gridTemplate<Row>(columns: readonly GridColumn<Row>[]): string {
  const grows = columns.some((one) => one.kind === 'data' && one.column.grow);
  const tracks = columns.map((one) =>
    one.kind === 'data' && one.column.grow ? `minmax(${one.width}px, 1fr)` : `${one.width}px`,
  );
  return [...tracks, ...(grows ? [`${END_GAP}px`] : [`minmax(${END_GAP}px, 1fr)`])].join(' ');
}

export function gridMinWidth<Row>(columns: readonly GridColumn<Row>[]): number {
  return columns.reduce((sum, one) => sum + one.width, END_GAP);
}

/** Whether the column stays in place when the table scrolls sideways, and where. */
export function stickyLeft<Row>(columns: readonly GridColumn<Row>[], index: number): number | null {
  const firstData = columns.findIndex((one) => one.kind === 'data');
  if (index > firstData) return null;
  return columns.slice(0, index).reduce((sum, one) => sum + one.width, 0);
}
