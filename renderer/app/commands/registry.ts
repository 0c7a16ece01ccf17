import type { Command } from './command.ts';

type Source = () => readonly Command[];

export type CommandRegistry = {
  /** Adds a source of commands; the returned function takes it away. Later sources win over earlier ones. */
  readonly add: (source: Source) => () => void;
  /** All commands, earliest first, one for each id. */
  readonly list: () => readonly Command[];
  readonly find: (id: string) => Command | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes when sources come and go. */
  readonly version: () => number;
};

export function createCommandRegistry(): CommandRegistry {
  const sources = new Set<Source>();
  const listeners = new Set<() => void>();
  let version = 0;

  function changed(): void {
    version += 1;
    for (const listener of listeners) listener();
  }

  function list(): readonly Command[] {
    const byId = new Map<string, Command>();
    for (const source of sources) {
      for (const command of source()) {
        byId.delete(command.id);
        byId.set(command.id, command);
      }
    }
    return [...byId.values()];
  }

  return {
    add(source) {
      sources.add(source);
      changed();
      return () => {
        sources.delete(source);
        changed();
      };
    },
    list,
    find: (id) => list().find((command) => command.id === id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** The window's own registry. */
export const commands = createCommandRegistry();
