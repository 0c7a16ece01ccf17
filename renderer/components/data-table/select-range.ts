import type { RowSource } from './row-source.ts';
import { setSelected } from './selection.ts';
import type { Selection } from './selection.ts';

/** Selects the rows between two places, both included; asks the source for keys only if some are not loaded. */
export async function selectRange<Row>(
  selection: Selection,
  source: Pick<RowSource<Row>, 'rowAt' | 'loadKeys'>,
  from: number,
  to: number,
): Promise<Selection> {
  const first = Math.max(0, Math.min(from, to));
  const last = Math.max(from, to);
  const loaded: string[] = [];
  for (let index = first; index <= last; index += 1) {
    const key = source.rowAt(index)?.key;
    if (key === undefined) {
      const keys = await source.loadKeys();
      return setSelected(selection, keys.slice(first, last + 1), true);
    }
    loaded.push(key);
  }
  return setSelected(selection, loaded, true);
}
