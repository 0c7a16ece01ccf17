import type { Filter, ListView } from '../../../shared/domain/list-view/list-view.ts';
import type { LiveRow } from '../desktop-client.ts';

/** Filters, searches and sorts rows in memory, as the replica's list queries do. */
export function selectRows(rows: readonly LiveRow[], view: ListView): readonly LiveRow[] {
  const search = view.search.trim().toLowerCase();
  const kept = rows.filter(
    ({ row }) =>
      view.filters.every((filter) => passes(row[filter.field], filter)) &&
      (search === '' || Object.values(row).some((value) => text(value).toLowerCase().includes(search))),
  );
  if (view.sort.length === 0) return kept;
  return kept.toSorted((left, right) => {
    for (const { field, direction } of view.sort) {
      const order = compare(left.row[field], right.row[field]);
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return 0;
  });
}

function passes(value: unknown, filter: Filter): boolean {
  switch (filter.op) {
    case 'is':
      return filter.values.some((one) => one === value);
    case 'is_not':
      return filter.values.every((one) => one !== value);
    case 'contains':
      return text(value).toLowerCase().includes(filter.value.toLowerCase());
    case 'not_contains':
      return !text(value).toLowerCase().includes(filter.value.toLowerCase());
    case 'starts_with':
      return text(value).toLowerCase().startsWith(filter.value.toLowerCase());
    case 'empty':
      return value == null || value === '';
    case 'not_empty':
      return value != null && value !== '';
    case 'between':
      return (
        (filter.from === null || compare(value, filter.from) >= 0) &&
        (filter.to === null || compare(value, filter.to) <= 0)
      );
  }
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return text(left).localeCompare(text(right));
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
