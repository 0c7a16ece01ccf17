import { useState } from 'react';

import { NOTHING_SELECTED } from './selection.ts';
import type { Selection } from './selection.ts';

/** What is selected of a list. A selection belongs to the list it was made in: another filter or order begins with none. */
export function useListSelection(listId: string): readonly [Selection, (next: Selection) => void] {
  const [selected, setSelected] = useState({ listId: '', selection: NOTHING_SELECTED });
  const selection = selected.listId === listId ? selected.selection : NOTHING_SELECTED;
  return [selection, (next) => setSelected({ listId, selection: next })];
}
