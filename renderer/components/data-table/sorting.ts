import type { Sort } from '../../../shared/domain/list-view/list-view.ts';

/** At most this many fields sort at once. */
const MAX_SORTS = 4;

/**
 * The order after a header is pressed: ascending, descending, none. `additive` keeps the other fields, so that the
 * list is sorted by several, in the order they were pressed.
 */
export function toggleSort(sort: readonly Sort[], field: string, additive: boolean): readonly Sort[] {
  const index = sort.findIndex((one) => one.field === field);
  const current = sort[index];
  const next: Sort | null =
    current === undefined
      ? { field, direction: 'asc' }
      : current.direction === 'asc'
        ? { field, direction: 'desc' }
        : null;
  if (!additive) return next ? [next] : [];
  if (index < 0) return next ? [...sort, next].slice(0, MAX_SORTS) : sort;
  return sort.flatMap((one) => (one.field === field ? (next ?? []) : one));
}

/** Sorts by this field in this direction, alone. */
export function setSort(field: string, direction: Sort['direction']): readonly Sort[] {
  return [{ field, direction }];
}

export function ariaSort(
  sort: readonly Sort[],
  field: string | undefined,
): 'ascending' | 'descending' | 'none' {
  const current = sort.find((one) => one.field === field);
  if (!current) return 'none';
  return current.direction === 'asc' ? 'ascending' : 'descending';
}

type NamedColumn = { readonly sortField?: string; readonly header: string };

/** The order in words, for announcements. */
export function sortText(sort: readonly Sort[], columns: readonly NamedColumn[]): string {
  if (sort.length === 0) return 'Back to the usual order';
  const parts = sort.map(({ field, direction }) => {
    const name = columns.find((column) => column.sortField === field)?.header ?? field;
    return `${name}, ${direction === 'asc' ? 'ascending' : 'descending'}`;
  });
  return `Sorted by ${parts.join(', then ')}`;
}
