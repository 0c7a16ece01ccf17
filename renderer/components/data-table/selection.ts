/**
 * Which rows of a list are selected. "All" stands for every row that matches, loaded or not, so it survives
 * scrolling and costs nothing at a million rows.
 */
export type Selection =
  | { readonly mode: 'some'; readonly keys: ReadonlySet<string> }
  | { readonly mode: 'all'; readonly except: ReadonlySet<string> };

export const NOTHING_SELECTED: Selection = { mode: 'some', keys: new Set() };
export const EVERYTHING_SELECTED: Selection = { mode: 'all', except: new Set() };

export function isSelected(selection: Selection, key: string): boolean {
  return selection.mode === 'some' ? selection.keys.has(key) : !selection.except.has(key);
}

/** How many rows are selected in a list of `total`. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.mode === 'some' ? selection.keys.size : Math.max(0, total - selection.except.size);
}

/** Selects or deselects rows. */
export function setSelected(selection: Selection, keys: Iterable<string>, selected: boolean): Selection {
  const listed = new Set(selection.mode === 'some' ? selection.keys : selection.except);
  const addToList = (selection.mode === 'some') === selected;
  for (const key of keys) {
    if (addToList) listed.add(key);
    else listed.delete(key);
  }
  return selection.mode === 'some' ? { mode: 'some', keys: listed } : { mode: 'all', except: listed };
}

export function toggleSelected(selection: Selection, key: string): Selection {
  return setSelected(selection, [key], !isSelected(selection, key));
}

/** The state of the box in the header. */
export function headerState(selection: Selection, total: number): 'none' | 'some' | 'all' {
  const count = selectedCount(selection, total);
  if (count === 0) return 'none';
  return count >= total ? 'all' : 'some';
}

/** The selected keys one by one; `loadKeys` is asked only for "all". */
export async function selectedKeys(
  selection: Selection,
  loadKeys: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (selection.mode === 'some') return [...selection.keys];
  const all = await loadKeys();
  return all.filter((key) => !selection.except.has(key));
}
