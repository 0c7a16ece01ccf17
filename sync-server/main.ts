/** `npm run server`: the sync server as a program. Prints `ready <url>` when people can use it. */
import { AppError, errorText } from '../shared/kernel/app-error.ts';
import { readConfigOrExit } from './config.ts';
import { fillDemo } from './demo/fill-demo.ts';
import { createLogger } from './http/logging/logger.ts';
import { parseServerArguments, SERVER_HELP, type ServerArguments } from './serve/arguments.ts';
import { startServer, type RunningServer } from './serve/server.ts';

const EX_USAGE = 64;

function readArguments(): ServerArguments {
  try {
    const parsed = parseServerArguments(process.argv.slice(2));
    if (parsed !== 'help') return parsed;
    process.stdout.write(`${SERVER_HELP}\n`);
    process.exit(0);
  } catch (cause) {
    process.stderr.write(`${errorText(cause)}\n${SERVER_HELP}\n`);
    process.exit(EX_USAGE);
  }
}

async function main(): Promise<void> {
  const given = readArguments();
  const config = await readConfigOrExit(given.overrides);
  const log = createLogger({ level: config.logLevel });
  let server: RunningServer | null = null;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopping = true;
      void server?.stop().then(() => process.exit(0));
    });
  }
  try {
    server = await startServer(config, log);
    if (given.demo && !stopping) await fillDemo(server, config.dataDir, given.demo.leads);
    if (config.port !== 0 && server.port !== config.port) {
      process.stdout.write(`Port ${config.port} is in use; the server listens on ${server.port}.\n`);
    }
    process.stdout.write(`ready ${server.url}\n`);
  } catch (cause) {
    if (stopping) return;
    const error = AppError.from(cause);
    log.error({ err: cause, code: error.code }, 'the server could not start');
    process.stderr.write(
      `The server could not start: ${error.code === 'bug' ? error.message : error.hint}\n`,
    );
    await server?.stop();
    process.exit(1);
  }
  if (stopping) await server.stop();
}

await main();
