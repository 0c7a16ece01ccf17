import type { LucideIcon } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { useOverlays } from '../../stores/overlays-store.ts';
import { useRecents } from '../../stores/recents-store.ts';
import { isAvailable } from './command.ts';
import type { Command, CommandOption } from './command.ts';
import { rankCommands, rankOptions } from './rank.ts';
import { commands } from './registry.ts';
import { runCommand } from './run-command.ts';

export type PaletteItem = {
  readonly id: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly pick: () => void;
};

export type PaletteState = {
  readonly items: readonly PaletteItem[];
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** Label of the argument asked for, when a command is half chosen. */
  readonly step: string | null;
  readonly back: () => void;
  readonly isLoading: boolean;
};

/** What the palette lists: commands, or the values of the command being completed. */
export function usePaletteItems(onClose: () => void): PaletteState {
  useSyncExternalStore(commands.subscribe, commands.version);
  const startId = useOverlays((state) => state.paletteCommandId);
  const recentIds = useRecents((state) => state.commandIds);
  const [search, setSearch] = useState('');
  const [commandId, setCommandId] = useState(startId);
  const command = commandId === null ? undefined : commands.find(commandId);
  const options = useOptions(command, search);

  function choose(next: Command): void {
    if (next.argument) {
      setCommandId(next.id);
      setSearch('');
      return;
    }
    onClose();
    runCommand(next);
  }

  function complete(chosen: Command, option: CommandOption): void {
    onClose();
    runCommand(chosen, option.value);
  }

  const items: readonly PaletteItem[] =
    command?.argument === undefined
      ? rankCommands(commands.list().filter(isAvailable), search, recentIds).map((one) => ({
          id: one.id,
          title: one.title,
          hint: one.group,
          shortcut: one.shortcut,
          icon: one.icon,
          pick: () => choose(one),
        }))
      : rankOptions(options ?? [], search).map((option) => ({
          id: `${command.id}:${option.value}`,
          title: option.title,
          hint: option.hint,
          pick: () => complete(command, option),
        }));

  return {
    items,
    search,
    setSearch,
    step: command?.argument?.label ?? null,
    back: () => {
      setCommandId(null);
      setSearch('');
    },
    isLoading: command?.argument !== undefined && options === null,
  };
}

/** Values for the half-chosen command; null while they are on their way. Late answers to older text are dropped. */
function useOptions(command: Command | undefined, search: string): readonly CommandOption[] | null {
  const [answer, setAnswer] = useState<{ readonly to: string; readonly options: readonly CommandOption[] }>();
  const commandId = command?.id;
  const question = `${commandId}\n${search}`;
  useEffect(() => {
    let isCurrent = true;
    const argument = commandId === undefined ? undefined : commands.find(commandId)?.argument;
    if (!argument) return undefined;
    const accept = (options: readonly CommandOption[]) => {
      if (isCurrent) setAnswer({ to: question, options });
    };
    Promise.resolve(argument.options(search)).then(accept, () => accept([]));
    return () => {
      isCurrent = false;
    };
  }, [commandId, search, question]);
  return answer?.to === question ? answer.options : null;
}
