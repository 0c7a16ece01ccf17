import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { ShapeOptionsInput } from './options.ts';

export type StandaloneArguments = {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly secret: string | undefined;
  readonly options: ShapeOptionsInput;
};

export const USAGE = `usage: npm run shapes -- --database-url URL (--insecure | --secret TEXT) [--port N] [--host ADDRESS]
  [--chunk-bytes N] [--long-poll-ms N] [--cache-max-age SECONDS] [--cache-stale-age SECONDS] [--allow-delete] [--temporary]`;

const FLAGS = {
  'database-url': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  secret: { type: 'string' },
  insecure: { type: 'boolean' },
  'chunk-bytes': { type: 'string' },
  'long-poll-ms': { type: 'string' },
  'cache-max-age': { type: 'string' },
  'cache-stale-age': { type: 'string' },
  'allow-delete': { type: 'boolean' },
  temporary: { type: 'boolean' },
} as const;

const NUMBERS = [
  ['chunk-bytes', 'chunkBytes', 1],
  ['long-poll-ms', 'longPollMs', 1],
  ['cache-max-age', 'cacheMaxAge', 0],
  ['cache-stale-age', 'cacheStaleAge', 0],
] as const;

/** Reads the command line; the error is one line for a person. */
export function parseStandaloneArguments(args: readonly string[]): Result<StandaloneArguments, string> {
  const values = readFlags(args);
  if (!values.ok) return values;
  const flags = values.value;
  const databaseUrl = flags['database-url'];
  if (databaseUrl === undefined) return fail('--database-url is missing');
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    return fail('--database-url must look like postgres://user:password@host:port/database');
  }
  if (flags.insecure !== true && flags.secret === undefined) {
    return fail('refusing to serve every table to anyone: pass --secret TEXT, or --insecure to do it anyway');
  }
  if (flags.secret === '') return fail('--secret must not be empty');
  const port = wholeNumber(flags.port ?? '3000');
  if (port === undefined || port > 65_535) return fail('--port must be a number from 0 to 65535');
  const numbers: Record<string, number> = {};
  for (const [flag, option, minimum] of NUMBERS) {
    const text = flags[flag];
    if (text === undefined) continue;
    const number = wholeNumber(text);
    if (number === undefined || number < minimum)
      return fail(`--${flag} must be a whole number of at least ${minimum}`);
    numbers[option] = number;
  }
  return ok({
    databaseUrl,
    host: flags.host ?? '127.0.0.1',
    port,
    secret: flags.secret,
    options: {
      ...numbers,
      allowDelete: flags['allow-delete'] ?? false,
      isTemporary: flags.temporary ?? false,
    },
  });
}

function readFlags(args: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false }).values);
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : String(cause));
  }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
