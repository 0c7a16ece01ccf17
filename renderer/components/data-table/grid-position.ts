/** A cell of the grid; row -1 is the header. */
export type GridPosition = { readonly row: number; readonly column: number };

export type GridSize = {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows that fit on the screen. */
  readonly pageRows: number;
};

type Move = { readonly key: string; readonly mod: boolean };

/**
 * Where a key leads from a cell, or null when the key does not move. Home and End go to the ends of the list, with
 * Mod to the ends of the row, because a list is read down.
 */
export function moveInGrid(from: GridPosition, { key, mod }: Move, size: GridSize): GridPosition | null {
  switch (key) {
    case 'ArrowDown':
      return clamp({ ...from, row: mod ? size.rows - 1 : from.row + 1 }, size);
    case 'ArrowUp':
      return clamp({ ...from, row: mod ? 0 : from.row - 1 }, size);
    case 'ArrowRight':
      return clamp({ ...from, column: from.column + 1 }, size);
    case 'ArrowLeft':
      return clamp({ ...from, column: from.column - 1 }, size);
    case 'PageDown':
      return clamp({ ...from, row: from.row + size.pageRows }, size);
    case 'PageUp':
      return clamp({ ...from, row: Math.max(0, from.row - size.pageRows) }, size);
    case 'Home':
      return clamp(mod ? { ...from, column: 0 } : { ...from, row: 0 }, size);
    case 'End':
      return clamp(mod ? { ...from, column: size.columns - 1 } : { ...from, row: size.rows - 1 }, size);
    default:
      return null;
  }
}

/** The nearest cell that exists. */
export function clamp(position: GridPosition, size: Pick<GridSize, 'rows' | 'columns'>): GridPosition {
  return {
    row: Math.max(-1, Math.min(position.row, size.rows - 1)),
    column: Math.max(0, Math.min(position.column, size.columns - 1)),
  };
}
