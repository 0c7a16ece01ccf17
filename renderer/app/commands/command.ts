import type { LucideIcon } from 'lucide-react';

/** A value a command can be run with, offered as a second step of the palette. */
export type CommandOption = {
  readonly value: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
};

export type CommandArgument = {
  /** Asked in the palette: "Assign to…". */
  readonly label: string;
  readonly options: (search: string) => readonly CommandOption[] | Promise<readonly CommandOption[]>;
};

/**
 * Something a person can do. The palette, the shortcuts, the tooltips and the shortcut sheet all read the same
 * registry of commands, so that none of them can be stale.
 */
export type Command = {
  /** `noun.verb`, unique. A later registration of the same id wins while it is mounted. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly icon?: LucideIcon | undefined;
  /** Further words to be found by. */
  readonly keywords?: readonly string[] | undefined;
  /** As in `lib/shortcut.ts`. */
  readonly shortcut?: string | undefined;
  /** Further shortcuts, not drawn. */
  readonly alternatives?: readonly string[] | undefined;
  /** Whether it can be done now; absent means always. */
  readonly when?: (() => boolean) | undefined;
  /** Left out of the palette: movements and the like. */
  readonly inPalette?: boolean | undefined;
  /** Fires in text fields too; only for shortcuts with a modifier. */
  readonly inInputs?: boolean | undefined;
  readonly argument?: CommandArgument | undefined;
  /** Runs it; `argument` is the value of the chosen option. */
  readonly run: (argument?: string) => void;
};

export function isAvailable(command: Command): boolean {
  return command.when?.() ?? true;
}
