import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The demo people's password: made once for this data folder and kept in a 0600 file, so that no installation shares
 * one with another.
 */
export async function demoPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo-password');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return kept.trim();
  const password = `demo-${randomBytes(6).toString('hex')}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
