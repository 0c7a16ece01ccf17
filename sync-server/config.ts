/** The server's configuration: the process's environment over a `.env` file, parsed once at start. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Result } from '../shared/kernel/result.ts';
import { parseConfig, type Config, type Environment } from './config/parse.ts';

/** sysexits.h: something is wrong with the configuration; a supervisor need not try again. */
export const EX_CONFIG = 78;

export type ConfigSource = {
  readonly environment: Environment;
  /** The folder whose `.env` is read, if there is one. */
  readonly directory: string;
};

export async function readConfig(source: ConfigSource): Promise<Result<Config, readonly string[]>> {
  return parseConfig({ ...(await readEnvFile(source.directory)), ...source.environment });
}

export type ConfigFailure = {
  readonly write: (line: string) => void;
  readonly exit: (code: number) => never;
};

/** For a program's entry: prints one line a problem and ends with 78. `overrides` are command line options. */
export async function readConfigOrExit(
  overrides: Environment = {},
  failure: ConfigFailure = {
    write: (line) => void process.stderr.write(line),
    exit: (code) => process.exit(code),
  },
): Promise<Config> {
  const config = await readConfig({
    environment: { ...process.env, ...overrides },
    directory: process.cwd(),
  });
  if (config.ok) return config.value;
  for (const line of config.error) failure.write(`configuration: ${line}\n`);
  return failure.exit(EX_CONFIG);
}

async function readEnvFile(directory: string): Promise<Environment> {
  try {
    return parseEnv(await readFile(join(directory, '.env'), 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw cause;
  }
}
