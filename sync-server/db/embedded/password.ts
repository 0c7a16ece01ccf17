/** The generated password of the cluster's superuser: one 0600 file beside the data directory. */
import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import type { ClusterLayout } from './layout.ts';

/** The stored password, or null when there is none. */
export async function readPassword(layout: ClusterLayout): Promise<string | null> {
  try {
    const text = (await readFile(layout.passwordFile, 'utf8')).trim();
    return text === '' ? null : text;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/**
 * Stores a new password unless there is one already, and returns the one that counts.
 * The link makes it appear whole or not at all, so two servers starting at once agree.
 */
export async function ensurePassword(layout: ClusterLayout): Promise<string> {
  const stored = await readPassword(layout);
  if (stored !== null) return stored;
  const draft = `${layout.passwordFile}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  try {
    await writeFile(draft, `${password}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, layout.passwordFile);
    return password;
  } catch (cause) {
    const other = await readPassword(layout);
    if (other !== null) return other;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}
