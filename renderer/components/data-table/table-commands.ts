import type { Command } from '../../app/commands/command.ts';
import { useCommands } from '../../app/commands/use-commands.ts';

type Noun = { readonly one: string; readonly other: string };

/** What the table can do now; null where it cannot. */
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
export function useTableCommands(actions: TableActions, noun: Noun): void {
  useCommands(tableCommands(actions, noun));
}

function tableCommands(actions: TableActions, noun: Noun): readonly Command[] {
  const key = (id: string, title: string, shortcut: string, run: (() => void) | null): Command => ({
    id: `table.${id}`,
    title,
    group: 'Table',
    shortcut,
    inPalette: false,
    when: () => actions.hasRows && run !== null,
    run: () => run?.(),
  });
  return [
    key('down', 'Next row', 'j', () => actions.move(1)),
    key('up', 'Previous row', 'k', () => actions.move(-1)),
    key('select', 'Select row', 'x', actions.toggleSelect),
    { ...key('select-all', `Select all ${noun.other}`, 'mod+a', actions.selectAll), inPalette: true },
    {
      ...key('clear-selection', 'Clear selection', 'escape', actions.clearSelection),
      inPalette: true,
      when: () => actions.hasSelection,
    },
    key('peek', 'Peek in the detail panel', 'space', actions.peek),
    key('open', `Open ${noun.one}`, 'enter', actions.open),
    { ...key('edit', 'Edit cell', 'e', actions.edit), alternatives: ['f2'] },
  ];
}
