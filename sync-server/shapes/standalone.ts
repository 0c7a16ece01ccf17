/**
 * `npm run shapes`: the shape service on its own, for any table of any database, on loopback unless told otherwise.
 * Prints one line `ready <url>`. Exits with 64 for a bad command line and 69 when the database cannot be used.
 */
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { errorText } from '../../shared/kernel/app-error.ts';
import { refuseWithoutSecret } from './http/secret.ts';
import { createShapeService, type ShapeService } from './service.ts';
import { parseStandaloneArguments, USAGE, type StandaloneArguments } from './standalone-args.ts';
import { checkDatabase } from './storage/check-database.ts';

const BAD_USAGE = 64;
const UNAVAILABLE = 69;

function say(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${text}\n`);
}

async function main(): Promise<void> {
  const parsed = parseStandaloneArguments(process.argv.slice(2));
  if (!parsed.ok) {
    say(process.stderr, `shapes: ${parsed.error}\n${USAGE}`);
    process.exitCode = BAD_USAGE;
    return;
  }
  const problem = await checkDatabase(parsed.value.databaseUrl);
  if (problem !== undefined) {
    say(process.stderr, `shapes: ${problem}`);
    process.exitCode = UNAVAILABLE;
    return;
  }
  await run(parsed.value);
}

async function run(args: StandaloneArguments): Promise<void> {
  const service = createShapeService({
    connectionString: args.databaseUrl,
    options: args.options,
    log: {
      info: () => undefined,
      warn: (context, message) => say(process.stderr, `shapes: ${message} ${JSON.stringify(context)}`),
    },
  });
  const server = await listen(args, service).catch((cause: unknown) => {
    say(process.stderr, `shapes: cannot listen on ${args.host}:${args.port}: ${errorText(cause)}`);
    process.exitCode = UNAVAILABLE;
    return undefined;
  });
  if (server === undefined) return;
  const isStopping = stopOnSignal(service, server);
  await service.start();
  if (isStopping()) return;
  say(process.stdout, `ready http://${urlHost(args.host)}:${addressOf(server).port}`);
}

function listen(args: StandaloneArguments, service: ShapeService): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: async (request) =>
          refuseWithoutSecret(request, args.secret) ?? (await service.handle(request)),
        hostname: args.host,
        port: args.port,
      },
      () => resolve(server),
    );
    server.once('error', reject);
  });
}

function addressOf(server: ServerType): AddressInfo {
  const address = server.address();
  return address === null || typeof address === 'string' ? { address: '', family: '', port: 0 } : address;
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function stopOnSignal(service: ShapeService, server: ServerType): () => boolean {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await service.stop();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    const force = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 1_000);
    await closed;
    clearTimeout(force);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping ??= stop().catch((cause: unknown) => {
        say(process.stderr, `shapes: could not stop cleanly: ${errorText(cause)}`);
        process.exitCode = 1;
      });
    });
  }
  return () => stopping !== undefined;
}

await main();
