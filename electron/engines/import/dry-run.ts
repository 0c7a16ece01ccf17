import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { createHub } from '../../desktop/hub.ts';
import type { ReplicaClient } from '../../replica/types.ts';
import type { Timers } from '../../sync/connectivity/timers.ts';
import type { ImportRecord } from './import-record.ts';
import { summaryOf } from './import-summary.ts';
import { planImport } from './run-import.ts';

/** What an import would do, growing as the list is read. Ends with the whole; ends early when the signal aborts. */
export async function* dryRunStream(
  parties: {
    readonly workerEntry: string;
    readonly replica: Pick<ReplicaClient, 'read'>;
    readonly suppressionKey: string | null;
    readonly timers: Timers;
  },
  record: ImportRecord,
  signal: AbortSignal,
): AsyncGenerator<ImportSummary, void> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const hub = createHub(record, parties.timers);
  const planned = planImport({ ...parties, onProgress: hub.set }, record, stop).finally(() => over.abort());
  planned.catch(() => undefined);
  try {
    for await (const now of hub.watch(stop)) yield summaryOf(now, true);
    await planned;
    yield summaryOf({ ...hub.get(), state: 'finished' }, true);
  } catch (cause) {
    if (!signal.aborted) throw cause;
  } finally {
    over.abort();
  }
}
