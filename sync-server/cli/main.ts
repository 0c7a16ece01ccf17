/** `npm run xg -- COMMAND`: the server from a terminal or a script. */
import { parseArgs } from 'node:util';
import { z, ZodError } from 'zod';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Command, Terminal } from './command.ts';
import { COMMANDS } from './commands.ts';
import { processTerminal } from './terminal.ts';

const EX_USAGE = 64;

/** Runs one command line and resolves to its exit code. */
export async function runCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => argv[index] === word));
  if (!command) {
    terminal.error(`Commands:\n${COMMANDS.map((one) => `  ${one.usage}\n      ${one.describe}`).join('\n')}`);
    return argv.length === 0 || argv[0] === 'help' || argv[0] === '--help' ? 0 : EX_USAGE;
  }
  try {
    const parsed = parseCommand(command, argv.slice(command.name.split(' ').length));
    if (!parsed) {
      terminal.error(`${command.usage}\n  ${command.describe}`);
      return EX_USAGE;
    }
    return await command.run({ ...parsed, terminal, environment });
  } catch (cause) {
    terminal.error(sentence(cause));
    return 1;
  }
}

function parseCommand(command: Command, argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: command.options,
      allowPositionals: true,
    });
    const flat = Object.entries(values).flatMap(([name, value]) =>
      Array.isArray(value) ? [] : [[name, value] as const],
    );
    return { values: Object.fromEntries(flat), positionals };
  } catch {
    return null;
  }
}

function sentence(cause: unknown): string {
  if (cause instanceof ZodError) return z.prettifyError(cause);
  const error = AppError.from(cause);
  return error.code === 'bug' ? `Failed: ${error.message}` : error.hint;
}

if (import.meta.main)
  process.exit(await runCommandLine(process.argv.slice(2), processTerminal(), process.env));
