import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Part = {
  readonly name: string;
  /** The address after `ready `; rejects when the part ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<number>;
  /** SIGTERM, and SIGKILL after ten seconds. Resolves when the process is gone. */
  readonly stop: () => Promise<void>;
};

const GRACE_MS = 10_000;

/**
 * Starts one part of the product as a process of its own. Its output is passed on, but for the `ready` line.
 * `detached`: a group of its own, so that Ctrl-C reaches this process alone, which then stops the parts in order.
 */
export function startPart(
  name: string,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly onLine?: (line: string) => boolean;
  },
): Part {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
  return {
    name,
    ready: readyLine(name, child, ended, options.onLine),
    ended,
    stop: () => stop(child, ended),
  };
}

async function readyLine(
  name: string,
  child: ChildProcess,
  ended: Promise<number>,
  onLine: (line: string) => boolean = () => false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new TypeError('the part has no standard output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^ready (\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
      else if (!onLine(line)) process.stdout.write(`${line}\n`);
    });
    void ended.then((code) => reject(new Error(`${name} ended with code ${code} before it was ready`)));
  });
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}
