import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

import { clamp } from './grid-position.ts';
import type { GridPosition } from './grid-position.ts';
import type { RowSource } from './row-source.ts';
import { scrollToCell, scrollToRow } from './scroll-to-row.ts';

type Options<Row> = {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly source: RowSource<Row>;
  readonly columns: number;
  readonly firstDataColumn: number;
  readonly rowHeight: number;
};

export type GridCursor = {
  readonly position: GridPosition;
  /** Moves the cursor; with `focus` the cell takes the keyboard too. */
  readonly moveTo: (position: GridPosition, options?: { readonly focus?: boolean }) => void;
  /** Gives the keyboard to the cursor's cell after the next draw. */
  readonly focus: () => void;
};

/** How far around its place the cursor looks for its row when rows move. */
const SEARCH_ROWS = 200;

/**
 * The cell the keyboard is on. It stays with its row when rows are inserted or removed around it, and with its place
 * when the row itself goes.
 */
export function useGridCursor<Row>(options: Options<Row>): GridCursor {
  const { gridRef, source, columns, firstDataColumn, rowHeight } = options;
  const [wanted, setWanted] = useState<GridPosition>({ row: 0, column: firstDataColumn });
  const followed = useRef<string | null>(null);
  const focusWanted = useRef(false);
  const position = clamp(wanted, { rows: Math.max(1, source.total), columns });

  function moveTo(next: GridPosition, { focus = false }: { readonly focus?: boolean } = {}): void {
    followed.current = source.rowAt(next.row)?.key ?? null;
    if (next.row >= 0) scrollToRow(gridRef.current, next.row, rowHeight);
    focusWanted.current = focus;
    setWanted(next);
  }

  useEffect(() => {
    const key = followed.current;
    const current = source.rowAt(position.row)?.key;
    if (key === null || current === undefined) {
      followed.current = current ?? key;
      return;
    }
    if (current === key) return;
    const moved = findRow(source, key, position.row);
    if (moved === null) {
      followed.current = current;
      return;
    }
    focusWanted.current = gridRef.current?.contains(document.activeElement) ?? false;
    setWanted({ row: moved, column: position.column });
  }, [source, position.row, position.column, gridRef]);

  const questionId = useRef(source.id);
  useEffect(() => {
    if (questionId.current === source.id) return;
    questionId.current = source.id;
    followed.current = null;
    setWanted((old) => (old.row < 0 ? old : { ...old, row: 0 }));
  }, [source.id]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const cell = findCell(gridRef.current, position);
    if (!cell) return;
    focusWanted.current = false;
    cell.focus({ preventScroll: position.row >= 0 });
    if (position.row >= 0) scrollToCell(gridRef.current, cell);
  });

  return {
    position,
    moveTo,
    focus: () => moveTo(position, { focus: true }),
  };
}

function findRow<Row>(source: RowSource<Row>, key: string, near: number): number | null {
  for (let distance = 1; distance <= SEARCH_ROWS; distance += 1) {
    if (source.rowAt(near + distance)?.key === key) return near + distance;
    if (near - distance >= 0 && source.rowAt(near - distance)?.key === key) return near - distance;
  }
  return null;
}

function findCell(grid: HTMLElement | null, { row, column }: GridPosition): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-index="${row}"] > [data-column="${column}"]`) ?? null;
}
