/**
 * The desktop without Electron: serves the interface to a browser of this machine. For machines that have no Electron
 * binary, for development and for end-to-end tests. Prints `ready <address>`; the address opens one window, once.
 */
import { join } from 'node:path';

import packageJson from '../package.json' with { type: 'json' };
import { AppError } from '../shared/kernel/app-error.ts';
import { secret } from './browser/entry-desk.ts';
import { serveDesktop, WINDOW_TOKEN_MS } from './browser/http-server.ts';
import { announceInstance, askRunningInstance } from './browser/instance.ts';
import { builtInterface, sourceInterface } from './browser/interface.ts';
import { openSystemBrowser } from './browser/open-browser.ts';
import { BROWSER_HELP, parseBrowserOptions } from './browser/options.ts';
import type { BrowserOptions } from './browser/options.ts';
import { createDesktop } from './desktop.ts';
import { lineLog } from './platform/line-log.ts';
import { nodePlatform } from './platform/node-platform.ts';
import { watchSleep } from './sync/connectivity/sleep-watch.ts';

/** Run from its source, as in development, or from the bundle, which starts in a fraction of the time. */
const here = import.meta.dirname;
const isBundle = import.meta.filename.endsWith('.js');
const root = isBundle ? join(here, '..', '..') : join(here, '..');
const programs = isBundle
  ? { replica: join(here, 'replica.js'), importWorker: join(here, 'import-worker.js') }
  : {
      replica: join(here, 'replica', 'process.ts'),
      importWorker: join(here, 'engines', 'import', 'import-worker.ts'),
    };
/** The printed address may lie in a terminal for a while before somebody opens it. */
const PRINTED_TOKEN_MS = 12 * 3_600_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(options: BrowserOptions): Promise<void> {
  const stopped = stopSignal();
  const log = lineLog(options.dataDir);
  const platform = nodePlatform({ dataDir: options.dataDir, root, programs });
  const desktop = await createDesktop({
    dataDir: options.dataDir,
    serverUrl: options.serverUrl,
    demoSignIn: options.demoSignIn,
    version: packageJson.version,
    platform,
    log,
  });
  const instanceSecret = secret();
  const server = await serveDesktop({
    context: desktop.context,
    port: options.port,
    instanceSecret,
    openInterface: (http) => (options.dev ? sourceInterface(root, http) : builtInterface(root)),
    onSecondStart: (url) => {
      if (options.open) void openSystemBrowser(url);
    },
  }).catch(async (cause: unknown) => {
    await desktop.close();
    throw cause;
  });
  await announceInstance(options.dataDir, { origin: server.address.origin, secret: instanceSecret });
  const { port } = new URL(server.address.origin);
  if (options.port !== 0 && port !== String(options.port)) {
    say(`Port ${options.port} is busy, so the desktop listens on ${port}.`);
  }
  say(`ready ${server.freshUrl(PRINTED_TOKEN_MS)}`);
  if (options.open && !(await openSystemBrowser(server.freshUrl(WINDOW_TOKEN_MS)))) {
    say('No browser to open here: open the address above on this machine.');
  }
  const stopWatching = watchSleep({ ...platform, onWake: desktop.wake });
  await stopped;
  stopWatching();
  await server.close();
  await desktop.close();
  await log.flush();
}

/** The profile is open already: its desktop gives a fresh address, and this process is done. */
async function joinRunning(options: BrowserOptions): Promise<boolean> {
  const url = await askRunningInstance(options.dataDir);
  if (url === null) return false;
  say('This profile is already open; here is another window of it.');
  say(`ready ${url}`);
  return true;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function readOptions(): BrowserOptions {
  try {
    const options = parseBrowserOptions(process.argv.slice(2), process.env);
    // Whatever is started from here has no use for it.
    delete process.env['XG_DEMO_SIGN_IN'];
    if (options !== 'help') return options;
    say(BROWSER_HELP);
    process.exit(0);
  } catch (cause) {
    process.stderr.write(`${AppError.from(cause).hint}\n${BROWSER_HELP}\n`);
    process.exit(64);
  }
}

const options = readOptions();
try {
  await main(options);
  process.exit(0);
} catch (cause) {
  const error = AppError.from(cause);
  if (error.code === 'locked' && (await joinRunning(options))) process.exit(0);
  process.stderr.write(`${error.code === 'bug' ? (error.stack ?? error.message) : error.hint}\n`);
  process.exit(1);
}
