/** The embedded database of a server's data folder, as its files tell of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPostmasterFile } from '../../sync-server/db/embedded/postmaster-file.ts';

/** Its process, or null while none has bound a port. */
export async function embeddedPid(serverData: string): Promise<number | null> {
  const file = await readPostmasterFile(join(serverData, 'postgres', 'postmaster.pid'));
  return file?.port == null ? null : file.pid;
}

/** Superuser address of the product's database. Throws when the database is not running. */
export async function embeddedUrl(serverData: string): Promise<string> {
  const file = await readPostmasterFile(join(serverData, 'postgres', 'postmaster.pid'));
  if (file?.port == null) throw new Error(`no database runs in ${serverData}`);
  const password = (await readFile(join(serverData, 'postgres.password'), 'utf8')).trim();
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${file.port}/xgrowthos`;
}
