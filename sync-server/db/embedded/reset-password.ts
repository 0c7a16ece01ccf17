/**
 * Sets the superuser's password through a single-user server, for a data directory whose password file was
 * lost or belongs to another cluster. Nobody else can be connected meanwhile.
 */
import { spawn } from 'node:child_process';
import { commandPrefix, postgresEnvironment, type PostgresBinaries } from './binaries.ts';
import { clusterFailure } from './failures.ts';
import { SUPERUSER } from './initialise.ts';
import type { ClusterLayout } from './layout.ts';

/** The password is base64url, so it needs no quoting. */
export async function resetPassword(
  layout: ClusterLayout,
  binaries: PostgresBinaries,
  password: string,
): Promise<void> {
  const command = (await commandPrefix())(binaries.postgres);
  const child = spawn(command.file, [...command.args, '--single', '-j', '-D', layout.dataDir, 'postgres'], {
    env: postgresEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(`ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n\n`);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0 || /ERROR:|FATAL:/.test(said)) {
    throw clusterFailure('restoring the database password', said, layout.dataDir);
  }
}
