import { useEffect, useRef, useSyncExternalStore } from 'react';

import type { Command } from './command.ts';
import { commands } from './registry.ts';

/** Offers commands while the component is mounted. They may be new objects on every render. */
export function useCommands(offered: readonly Command[]): void {
  const latest = useRef(offered);
  useEffect(() => {
    latest.current = offered;
  });
  useEffect(() => commands.add(() => latest.current), []);
}

/** The shortcut of a command, for tooltips and menus; undefined while nobody offers it. */
export function useShortcut(id: string): string | undefined {
  useSyncExternalStore(commands.subscribe, commands.version);
  return commands.find(id)?.shortcut;
}
