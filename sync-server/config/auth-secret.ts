/** The key that signs sessions, where the environment gives none: made once, kept in a 0600 file. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errorText } from '../../shared/kernel/app-error.ts';
import type { Config } from './parse.ts';
import { Secret } from './secret.ts';

const FILE = 'auth-secret';
const MIN_LENGTH = 32;

/** Throws `disk_unwritable` when it cannot be kept, `corrupt` when the file was shortened. */
export async function resolveAuthSecret(config: Pick<Config, 'authSecret' | 'dataDir'>): Promise<Secret> {
  if (config.authSecret !== null) return config.authSecret;
  const path = join(config.dataDir, FILE);
  try {
    return new Secret((await readSecret(path)) ?? (await createSecret(config.dataDir, path)));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('disk_unwritable', `cannot keep ${path}: ${errorText(cause)}`, {
      hint: `The server cannot write to ${config.dataDir}. Make the folder writable, or set AUTH_SECRET.`,
      cause,
    });
  }
}

async function readSecret(path: string): Promise<string | null> {
  try {
    const text = (await readFile(path, 'utf8')).trim();
    if (text.length >= MIN_LENGTH) return text;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
  throw new AppError('corrupt', `${path} is too short`, {
    hint: `${path} is damaged. Delete it and start again; everybody then signs in anew.`,
  });
}

/** The link makes the file appear whole or not at all, so that two servers starting at once agree. */
async function createSecret(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const value = randomBytes(32).toString('base64url');
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${value}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, path);
    return value;
  } catch (cause) {
    const other = await readSecret(path);
    if (other !== null) return other;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}
