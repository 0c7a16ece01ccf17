/**
 * Adapter: the desktop's log, one JSON line a message, in `logs/desktop.log` of the profile; at 5 MB it becomes
 * `desktop.log.1`. What goes wrong is also said on standard error. A log that cannot be written stops nothing.
 */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Log } from '../desktop/ports.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const SECRET = /token|password|secret|session|authorization/i;

export function lineLog(dataDir: string, isQuiet = false): Log & { readonly flush: () => Promise<void> } {
  const path = join(dataDir, 'logs', 'desktop.log');
  let waiting = '';
  let turn: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const text = waiting;
    waiting = '';
    if (text === '') return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const size = await stat(path).then(
      (info) => info.size,
      () => 0,
    );
    if (size > MAX_BYTES) await rename(path, `${path}.1`);
    await appendFile(path, text, { mode: 0o600 });
  }

  function say(level: string, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    const safe = Object.fromEntries(Object.entries(details).filter(([name]) => !SECRET.test(name)));
    waiting += `${JSON.stringify({ at: new Date().toISOString(), level, message, ...safe })}\n`;
    turn = turn.then(write).catch(() => undefined);
    if (level === 'error' && !isQuiet) process.stderr.write(`${message}: ${JSON.stringify(safe)}\n`);
  }

  return {
    info: (message, details) => say('info', message, details),
    warn: (message, details) => say('warn', message, details),
    error: (message, details) => say('error', message, details),
    flush: () => turn,
  };
}
