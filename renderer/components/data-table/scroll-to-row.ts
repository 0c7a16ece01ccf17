export const HEADER_HEIGHT = 32;

/** Scrolls just far enough that a row stands clear of the sticky head and the lower edge. */
export function scrollToRow(grid: HTMLElement | null, row: number, rowHeight: number): void {
  if (!grid) return;
  const top = row * rowHeight;
  const visibleHeight = grid.clientHeight - HEADER_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + rowHeight > grid.scrollTop + visibleHeight) grid.scrollTop = top + rowHeight - visibleHeight;
}

/** Whole rows that fit between the head and the lower edge; at least one. */
export function rowsPerPage(grid: HTMLElement | null, rowHeight: number): number {
  if (!grid) return 1;
  return Math.max(1, Math.floor((grid.clientHeight - HEADER_HEIGHT) / rowHeight) - 1);
}

/** Scrolls sideways until a cell stands clear of the columns that stay in place. */
export function scrollToCell(grid: HTMLElement | null, cell: HTMLElement): void {
  if (!grid || isStuck(cell)) return;
  const stuckRight = Math.max(
    0,
    ...[...(cell.parentElement?.children ?? [])]
      .filter(isStuck)
      .map((one) => one.getBoundingClientRect().right),
  );
  const box = cell.getBoundingClientRect();
  const gridRight = grid.getBoundingClientRect().right;
  if (box.left < stuckRight) grid.scrollLeft -= stuckRight - box.left;
  else if (box.right > gridRight) grid.scrollLeft += box.right - gridRight;
}

function isStuck(element: Element): boolean {
  return getComputedStyle(element).position === 'sticky';
}
