/** Opens, closes and reopens the streams of tables. */
import { AppError } from '../../../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Pause } from '../http/pause.ts';
import type { Requester } from '../http/requester.ts';
import { openTableStream, type TableStreamHandlers } from '../stream/table-stream.ts';
import type { Intake } from './intake.ts';
import { streamBuffer, type Model } from './model.ts';
import type { Status } from './status.ts';

export type StreamsOptions = {
  readonly model: Model;
  readonly intake: Intake;
  readonly serverUrl: string;
  readonly requester: Requester;
  readonly pause: Pause;
  readonly status: Status;
  readonly signal: AbortSignal;
  readonly onFailure: (error: AppError) => void;
};

export type Streams = {
  /** Opens the table's stream, at its buffer's position or from the start; closes the one before. */
  readonly open: (table: SyncedTableName, from: 'buffer' | 'start') => void;
  readonly close: (table: SyncedTableName) => void;
  /** Opens the streams that were refused once more. */
  readonly reopenRefused: () => void;
};

export function createStreams(options: StreamsOptions): Streams {
  const { model, status, serverUrl, requester } = options;
  const controllers = new Map<SyncedTableName, AbortController>();
  const refused = new Set<SyncedTableName>();

  const open: Streams['open'] = (table, from) => {
    controllers.get(table)?.abort();
    const controller = new AbortController();
    controllers.set(table, controller);
    refused.delete(table);
    status.refused(table, null);
    model.atHead.delete(table);
    const buffer = from === 'start' ? undefined : streamBuffer(model, table);
    openTableStream({
      table,
      serverUrl,
      requester,
      resume: buffer && buffer.handle !== '' ? { handle: buffer.handle, offset: buffer.received } : null,
      signal: AbortSignal.any([controller.signal, options.signal]),
      handlers: createHandlers(table, controller, options, { refuse, reopen }),
    });
  };
  const refuse = (table: SyncedTableName, error: AppError): void => {
    refused.add(table);
    status.refused(table, error.hint);
    options.onFailure(error);
  };
  /** A snapshot that broke off starts over; any other stream goes on where it was. */
  const reopen = async (table: SyncedTableName): Promise<void> => {
    const loading = model.load?.tables.get(table);
    if (loading && !loading.isSnapshotDone) await model.load?.refetch(table);
    open(table, 'buffer');
  };
  return {
    open,
    close: (table) => controllers.get(table)?.abort(),
    reopenRefused: () => {
      for (const table of refused) reopen(table).catch(() => undefined);
    },
  };
}

type Endings = {
  readonly refuse: (table: SyncedTableName, error: AppError) => void;
  readonly reopen: (table: SyncedTableName) => Promise<void>;
};

function createHandlers(
  table: SyncedTableName,
  controller: AbortController,
  options: StreamsOptions,
  { refuse, reopen }: Endings,
): TableStreamHandlers {
  const { intake, pause, status, onFailure } = options;
  const { signal } = controller;

  const end = async (error: AppError): Promise<void> => {
    if (signal.aborted) return;
    controller.abort();
    options.model.atHead.delete(table);
    if (error.code !== 'bug') return refuse(table, error);
    // Nothing the server said: the stream itself broke. It is told, and opened anew after a while.
    onFailure(error);
    await pause(3, options.signal);
    await reopen(table);
  };
  const guarded = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => end(AppError.from(error)).catch(() => undefined));
  const refetch = async (): Promise<void> => {
    if (!(await intake.refetch(table, signal))) controller.abort();
  };
  return {
    deliver: (delivery) => guarded(intake.deliver(table, delivery, signal)),
    refetch: () => guarded(refetch()),
    refused: (error) => void end(error).catch(() => undefined),
    troubled: (what) => status.troubled(table, what && `Receiving changes is delayed: ${what}.`),
  };
}
