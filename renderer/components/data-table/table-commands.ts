import { useCommands } from '../../app/commands/use-commands.ts';

export type TableActions = {
  readonly hasRows: boolean;
  readonly hasSelection: boolean;
  readonly move: (by: -1 | 1) => void;
  readonly toggleSelect: (() => void) | null;
  readonly selectAll: (() => void) | null;
  readonly clearSelection: () => void;
  readonly peek: (() => void) | null;
  readonly open: (() => void) | null;
  readonly edit: (() => void) | null;
};

/** Puts the table's keys into the registry, so that they work wherever the focus is and stand in the `?` sheet. */
export function useTableCommands(
  actions: TableActions,
  noun: { readonly one: string; readonly other: string },
): void {
  const hasRows = () => actions.hasRows;
  const group = 'Table';
  useCommands([
    {
      id: 'table.down',
      title: 'Next row',
      group,
      shortcut: 'j',
      inPalette: false,
      when: hasRows,
      run: () => actions.move(1),
    },
    {
      id: 'table.up',
      title: 'Previous row',
      group,
      shortcut: 'k',
      inPalette: false,
      when: hasRows,
      run: () => actions.move(-1),
    },
    {
      id: 'table.select',
      title: 'Select row',
      group,
      shortcut: 'x',
      inPalette: false,
      when: () => actions.hasRows && actions.toggleSelect !== null,
      run: () => actions.toggleSelect?.(),
    },
    {
      id: 'table.select-all',
      title: `Select all ${noun.other}`,
      group,
      shortcut: 'mod+a',
      when: () => actions.hasRows && actions.selectAll !== null,
      run: () => actions.selectAll?.(),
    },
    {
      id: 'table.clear-selection',
      title: 'Clear selection',
      group,
      shortcut: 'escape',
      when: () => actions.hasSelection,
      run: actions.clearSelection,
    },
    {
      id: 'table.peek',
      title: 'Peek in the detail panel',
      group,
      shortcut: 'space',
      inPalette: false,
      when: () => actions.hasRows && actions.peek !== null,
      run: () => actions.peek?.(),
    },
    {
      id: 'table.open',
      title: `Open ${noun.one}`,
      group,
      shortcut: 'enter',
      inPalette: false,
      when: () => actions.hasRows && actions.open !== null,
      run: () => actions.open?.(),
    },
    {
      id: 'table.edit',
      title: 'Edit cell',
      group,
      shortcut: 'e',
      alternatives: ['f2'],
      inPalette: false,
      when: () => actions.hasRows && actions.edit !== null,
      run: () => actions.edit?.(),
    },
  ]);
}
