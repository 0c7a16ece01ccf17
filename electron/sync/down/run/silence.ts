import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { knownSilent } from '../plan/table-buffer.ts';
import { askTable } from '../stream/ask.ts';
import { streamBuffer, type Model } from './model.ts';
import type { Notifier } from './notifier.ts';
import type { RunOptions } from './run.ts';

/** Asks a table how far it has come, and notes the answer. Never rejects. */
export async function askSilentTable(
  table: SyncedTableName,
  options: RunOptions & { readonly model: Model; readonly changed: Notifier },
): Promise<void> {
  const { model, changed, requester, signal, session, newId } = options;
  const buffer = streamBuffer(model, table);
  if (!buffer || buffer.handle === '') return;
  const { handle, received: offset } = buffer;
  const question = { table, handle, offset, serverUrl: session.serverUrl, nonce: newId(), requester, signal };
  const lsn = await askTable(question).catch(() => null);
  if (lsn === null) return;
  noteSilence(model, table, handle, lsn);
  changed.notify();
}

/** The answer counts for the shape that was asked, which may have been replaced meanwhile. */
function noteSilence(model: Model, table: SyncedTableName, handle: string, lsn: bigint): void {
  const loading = model.load?.tables.get(table);
  if (loading) {
    if (loading.buffer.handle === handle) loading.buffer = knownSilent(loading.buffer, lsn);
    return;
  }
  const buffer = model.buffers.get(table);
  if (buffer?.handle === handle) model.buffers.set(table, knownSilent(buffer, lsn));
}
