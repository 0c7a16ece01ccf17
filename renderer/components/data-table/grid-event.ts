import type { GridPosition } from './grid-position.ts';

export type CellAt = GridPosition & { readonly element: Element };

/** The cell an event happened in; null outside cells. */
export function cellOf(target: EventTarget): CellAt | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest('[data-column]');
  if (!(element instanceof HTMLElement)) return null;
  const row = element.parentElement?.dataset['index'];
  const column = element.dataset['column'];
  if (row === undefined || column === undefined) return null;
  return { element, row: Number(row), column: Number(column) };
}

const CONTROL = 'a, button, input, select, textarea, [data-resize]';

/** Whether the event belongs to a control inside the cell, which then acts by itself. */
export function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest(CONTROL) !== null;
}
