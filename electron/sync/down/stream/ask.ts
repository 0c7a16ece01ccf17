import { SCHEMA_VERSION, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import { maxLsn } from '../protocol/log-position.ts';
import type { Requester } from '../http/requester.ts';
import { readShape } from './read-shape.ts';
import { shapeUrl } from './table-stream.ts';

/**
 * Asks a silent table how far it has come: one short request at its present offset. Resolves with the LSN up to which it
 * has nothing new, or null when it could not say (it must be refetched, or was refused: its stream will find out too).
 * Rejects only with the signal's reason.
 */
export async function askTable(options: {
  readonly table: SyncedTableName;
  readonly serverUrl: string;
  readonly handle: string;
  readonly offset: string;
  /** Makes the address unique: an answer from a cache would be worthless. */
  readonly nonce: string;
  readonly requester: Requester;
  readonly signal: AbortSignal;
}): Promise<bigint | null> {
  const url = new URL(shapeUrl(options.serverUrl));
  const { searchParams } = url;
  searchParams.set('table', options.table);
  searchParams.set('offset', options.offset);
  searchParams.set('handle', options.handle);
  searchParams.set('schema_version', `${SCHEMA_VERSION}`);
  searchParams.set('cache-buster', options.nonce);
  const sent = await options.requester.send({
    url: () => url.href,
    live: false,
    signal: options.signal,
    read: (answer) => readShape(options.table, answer),
  });
  if (!sent.ok || sent.value.kind === 'refetch') return null;
  const { delivery } = sent.value;
  if (delivery.handle !== options.handle) return null;
  const first = delivery.changes[0];
  // The stream is about to deliver these itself; before the first of them there is nothing.
  if (first) return first.lsn - 1n;
  return delivery.isUpToDate ? maxLsn(0n, delivery.seenLsn ?? 0n) : null;
}
