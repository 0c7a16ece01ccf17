/** The standalone command as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../../sync-server/shapes/standalone.ts', import.meta.url));

export type CommandRun = {
  readonly output: () => string;
  readonly errors: () => string;
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly stop: (signal: NodeJS.Signals) => void;
  readonly exit: Promise<number | null>;
};

export function runCommand(args: readonly string[]): CommandRun {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return {
    output: () => output,
    errors: () => errors,
    stop: (signal) => child.kill(signal),
    exit,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(output);
          if (match !== null) resolve(match);
        };
        child.stdout.on('data', look);
        child.once('exit', () => reject(new Error(`ended: ${errors}`)));
        look();
      }),
  };
}
