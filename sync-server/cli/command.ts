import type { ParseArgsConfig } from 'node:util';

/** What a command writes to and reads from; tests give their own. */
export type Terminal = {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Asks for a line; `hidden` does not echo it. Null where there is nobody to ask. */
  readonly ask: (question: string, hidden: boolean) => Promise<string | null>;
};

export type CommandInput = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
};

export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly describe: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Resolves to the exit code. AppErrors become one line and exit code 1. */
  readonly run: (input: CommandInput) => Promise<number>;
};

export function textOption(input: CommandInput, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}
