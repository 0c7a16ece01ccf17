/** Composes a running down-sync, and the loop that makes cuts. */
import { AppError } from '../../../../shared/kernel/app-error.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Pause } from '../http/pause.ts';
import type { Requester } from '../http/requester.ts';
import type { DownSyncOptions } from '../types.ts';
import { createAsker } from './asker.ts';
import { beginRun } from './begin.ts';
import { createCutter } from './cutter.ts';
import { createIntake } from './intake.ts';
import { createLoader } from './loader.ts';
import { newModel } from './model.ts';
import { createNotifier } from './notifier.ts';
import type { Persist } from './persist.ts';
import { createProgress } from './progress.ts';
import { askSilentTable } from './silence.ts';
import type { Status } from './status.ts';
import { createStreams } from './streams.ts';

export type RunOptions = DownSyncOptions & {
  readonly requester: Requester;
  readonly status: Status;
  readonly persist: Persist;
  readonly pause: Pause;
  readonly fail: (error: AppError) => void;
  readonly newId: () => string;
  readonly signal: AbortSignal;
};

export type Run = { readonly ended: Promise<void>; readonly reopenRefused: () => void };

export function runDownSync(options: RunOptions): Run {
  const { session, emit, timers, signal } = options;
  const model = newModel();
  const changed = createNotifier();
  const progress = createProgress(timers, emit);
  const streams = createStreams({
    ...options,
    model,
    intake: createIntake(model, changed),
    serverUrl: session.serverUrl,
    onFailure: options.fail,
  });
  const loader = createLoader({ ...options, model, streams, progress, changed });
  const asker = createAsker({
    timers,
    isAtHead: (table) => model.atHead.has(table),
    ask: (table: SyncedTableName) => askSilentTable(table, { ...options, model, changed }),
  });
  const cut = createCutter({ ...options, model, changed, onWanted: asker.want, onLoaded: progress.finish });

  const loop = async (): Promise<void> => {
    await beginRun({ ...options, model, streams, loader });
    while (!signal.aborted) {
      const next = changed.next(signal);
      while (await cut());
      await loader.beginPending();
      await next;
    }
  };
  const ended = loop().catch((error: unknown) => {
    if (!signal.aborted) options.fail(AppError.from(error));
  });
  signal.addEventListener('abort', () => {
    asker.stop();
    progress.stop();
    loader.stop();
  });
  return { ended, reopenRefused: streams.reopenRefused };
}
