import { useState } from 'react';

import type { EditEnd } from './cell-editor.tsx';
import type { GridColumn } from './grid-column.ts';
import type { GridPosition } from './grid-position.ts';
import type { RowSource } from './row-source.ts';
import type { GridCursor } from './use-grid-cursor.ts';

export type CellEditing = {
  /** The cell being edited. */
  readonly editing: GridPosition | null;
  /** False when the cell cannot be edited. */
  readonly start: (at: GridPosition) => boolean;
  /** Edits the cursor's cell, or the first cell of its row that can be. */
  readonly startHere: () => void;
  readonly end: (end: EditEnd) => void;
  /** Whether any column can be edited. */
  readonly isOffered: boolean;
};

type Options<Row> = {
  readonly source: RowSource<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly cursor: GridCursor;
};

/** Which cell is being edited, and where the keyboard goes afterwards. */
export function useCellEditing<Row>({ source, columns, cursor }: Options<Row>): CellEditing {
  const [editing, setEditing] = useState<GridPosition | null>(null);

  function start(at: GridPosition): boolean {
    const editor = editorOf(columns[at.column]);
    const row = source.rowAt(at.row);
    if (!editor || !row || editor.canEdit?.(row.row) === false) return false;
    cursor.moveTo(at);
    setEditing(at);
    return true;
  }

  function nextEditable(from: number, step: 1 | -1): number | null {
    for (let index = from + step; index >= 0 && index < columns.length; index += step) {
      if (editorOf(columns[index])) return index;
    }
    return null;
  }

  return {
    editing,
    start,
    startHere() {
      if (start(cursor.position)) return;
      const first = nextEditable(-1, 1);
      if (first !== null) start({ row: cursor.position.row, column: first });
    },
    end(end) {
      setEditing(null);
      if (end === 'left' || !editing) return;
      const next = end === 'stay' ? null : nextEditable(editing.column, end === 'next' ? 1 : -1);
      if (next === null || !start({ row: editing.row, column: next }))
        cursor.moveTo(editing, { focus: true });
    },
    isOffered: nextEditable(-1, 1) !== null,
  };
}

function editorOf<Row>(column: GridColumn<Row> | undefined) {
  return column?.kind === 'data' ? column.column.editor : undefined;
}
