import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { browserEntry } from './start/browser-entry.ts';
import { findElectron, whyNoElectron } from './start/electron-binary.ts';
import { parseStartOptions, START_HELP, type StartOptions } from './start/options.ts';
import { startPart, type Part } from './start/part.ts';

/** `npm start`: builds what is stale, starts the sync server, opens the desktop, and says where everything is. */
const root = join(import.meta.dirname, '..');

async function main(): Promise<void> {
  const options = readOptions();
  const parts: Part[] = [];
  const stopped = stopOnSignals(parts);
  try {
    if (await build(false)) process.stdout.write('Built the desktop.\n');
    await run(options, parts);
    const ended = Promise.race(parts.map(async (part) => ({ name: part.name, code: await part.ended })));
    const first = await Promise.race([ended, stopped]);
    if (first !== 'stopped' && first.code !== 0)
      throw new Error(`${first.name} ended with code ${first.code}`);
  } catch (cause) {
    if (!isStopping) process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = isStopping ? 0 : 1;
  }
  await stopAll(parts);
}

async function run(options: StartOptions, parts: Part[]): Promise<void> {
  const data = resolve(options.dataDir);
  let signIn = '';
  const server = startPart('the sync server', serverArguments(options, data), {
    cwd: process.cwd(),
    onLine: (line) => {
      const found = /^demo sign-in (\S+ \S+)$/.exec(line)?.[1];
      if (found) signIn = found;
      return found !== undefined;
    },
  });
  parts.push(server);
  const serverUrl = await server.ready;
  process.stdout.write(`Sync server   ${serverUrl}\nData          ${data}\n`);
  if (signIn) {
    const [email, password] = signIn.split(' ');
    process.stdout.write(
      `Demo people   admin@, manager@, viewer@demo.example.com, password ${password} (you are ${email})\n`,
    );
  }
  await openDesktop(options, data, serverUrl, signIn, parts);
}

async function openDesktop(
  options: StartOptions,
  data: string,
  serverUrl: string,
  signIn: string,
  parts: Part[],
): Promise<void> {
  const binary = await findElectron();
  const reason = whyNoElectron(binary);
  // In the environment of one process, not in its arguments: those are there for every user of the machine to read.
  const env = { XG_SERVER_URL: serverUrl, XG_DEMO_SIGN_IN: signIn };
  if (binary && reason === null && options.open) {
    spawn(binary, [root], { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    process.stdout.write(`ready ${serverUrl}\n`);
    return;
  }
  if (reason && options.open) process.stdout.write(`Desktop       in the browser: ${reason}\n`);
  const desktop = startPart('the desktop', desktopArguments(options, data, serverUrl), {
    cwd: process.cwd(),
    env,
  });
  parts.push(desktop);
  process.stdout.write(`ready ${await desktop.ready}\n`);
}

function serverArguments(options: StartOptions, data: string): readonly string[] {
  return [
    join(root, 'sync-server', 'main.ts'),
    '--data',
    data,
    ...(options.port === null ? [] : ['--port', options.port]),
    ...(options.demo ? ['--demo'] : []),
    ...(options.demoLeads === null ? [] : ['--demo-leads', options.demoLeads]),
  ];
}

function desktopArguments(options: StartOptions, data: string, serverUrl: string): readonly string[] {
  return [
    browserEntry(root, options.dev),
    '--data',
    join(data, 'desktop'),
    '--server',
    serverUrl,
    ...(options.open ? [] : ['--no-open']),
    ...(options.dev ? ['--dev'] : []),
  ];
}

function readOptions(): StartOptions {
  try {
    const options = parseStartOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    process.stdout.write(`${START_HELP}\n`);
    process.exit(0);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n${START_HELP}\n`);
    process.exit(64);
  }
}

let isStopping = false;

function stopOnSignals(parts: Part[]): Promise<'stopped'> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        isStopping = true;
        void stopAll(parts).then(() => done('stopped'));
      });
    }
  });
}

/** The desktop first, so that its last changes can still go up. */
async function stopAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop();
}

await main();
