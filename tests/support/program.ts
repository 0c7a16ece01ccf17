/** The product's programs as real processes, in a temporary folder, for end-to-end tests and benchmarks. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clusterLayout } from '../../sync-server/db/embedded/layout.ts';
import { stopCluster } from '../../sync-server/db/embedded/stop.ts';

const root = join(import.meta.dirname, '..', '..');

export type Program = {
  readonly pid: number;
  /** What it printed after `ready `. */
  readonly address: string;
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
};

export async function startProgram(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  timeoutMs = 120_000,
): Promise<Program> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  const address = await firstAddress(child, lines, timeoutMs, script);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, address, lines, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function firstAddress(
  child: ChildProcess,
  lines: string[],
  timeoutMs: number,
  script: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${script} ${why}\n${lines.slice(-20).join('\n')}`));
    };
    const timer = setTimeout(() => fail('was not ready in time'), timeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const address = /^ready (\S+)$/.exec(line)?.[1];
        if (!address) return;
        clearTimeout(timer);
        resolve(address);
      });
    }
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${script} ended with ${code}\n${lines.slice(-20).join('\n')}`));
    });
  });
}

export type Stage = {
  readonly folder: string;
  readonly startServer: (options?: { readonly port?: string; readonly leads?: number }) => Promise<Program>;
  /** A desktop signed in as a demo person. */
  readonly startDesktop: (name: string, serverUrl: string, email?: string) => Promise<Program>;
  /** Stops what was started here, the embedded database included, and removes the folder. */
  readonly dispose: () => Promise<void>;
};

export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'xg stage '));
  const programs: Program[] = [];
  const data = join(folder, 'server data');
  return {
    folder,
    startServer: async ({ port = '0', leads = 200 } = {}) => {
      const args = ['--data', data, '--port', port, '--demo', '--demo-leads', String(leads)];
      const program = await startProgram('sync-server/main.ts', args, { DATABASE_PORT: '0' }, 600_000);
      programs.push(program);
      return program;
    },
    startDesktop: async (name, serverUrl, email = 'admin@demo.example.com') => {
      const password = (await readFile(join(data, 'demo-password'), 'utf8')).trim();
      const args = ['--data', join(folder, name), '--server', serverUrl, '--port', '0', '--no-open'];
      const program = await startProgram('dist/electron/browser.js', args, {
        XG_DEMO_SIGN_IN: `${email} ${password}`,
      });
      programs.push(program);
      return program;
    },
    dispose: async () => {
      for (const program of programs.toReversed()) await program.stop();
      // A server that was killed leaves its database running.
      await stopCluster(clusterLayout(join(data, 'postgres')));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
