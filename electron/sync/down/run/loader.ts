/** Begins loads: of everything, or of the tables whose shapes turned out void. One load at a time. */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { createLoad } from '../load/load.ts';
import { postBarrier } from '../load/post-barrier.ts';
import type { Model } from './model.ts';
import type { Notifier } from './notifier.ts';
import type { createProgress } from './progress.ts';
import type { RunOptions } from './run.ts';
import type { Streams } from './streams.ts';

/** Shapes that become void do so together (a migration, a lost log): they are loaded together. */
const GATHER_MS = 50;

export type LoaderOptions = RunOptions & {
  readonly model: Model;
  readonly streams: Streams;
  readonly progress: ReturnType<typeof createProgress>;
  readonly changed: Notifier;
};

export type Loader = {
  readonly begin: (load: readonly SyncedTableName[], gone: readonly SyncedTableName[]) => Promise<void>;
  /** Begins the load of the tables that asked for it, once they have been gathered. */
  readonly beginPending: () => Promise<void>;
  readonly stop: () => void;
};

export function createLoader(options: LoaderOptions): Loader {
  const { sync, session, timers, emit, persist, signal, model, streams, progress, changed } = options;
  let gathering: unknown = null;
  let isGathered = false;

  const begin: Loader['begin'] = async (names, gone) => {
    const staged = await persist.run(() => sync.beginLoad([...names, ...gone]), signal);
    const load = createLoad(names, gone, {
      staged,
      deviceId: session.deviceId,
      newId: options.newId,
      persist: persist.run,
      signal,
      openStream: (table) => streams.open(table, 'start'),
      onProgress: () => progress.update(load),
      postBarrier: (id, withdrawn) =>
        postBarrier({
          ...options,
          serverUrl: session.serverUrl,
          id,
          signal: AbortSignal.any([withdrawn, signal]),
        }),
    });
    model.load = load;
    progress.update(load);
    load.begin();
  };

  const gather = (): void => {
    if (gathering !== null) return;
    // Another filter makes shapes void as well: it may be that the person's clients have changed.
    if (model.mustLoad.size > 0) emit({ kind: 'session', need: 'reread_scope' });
    gathering = timers.setTimeout(() => {
      gathering = null;
      isGathered = true;
      changed.notify();
    }, GATHER_MS);
  };

  return {
    begin,
    beginPending: async () => {
      if (model.mustLoad.size === 0 && !model.mustReload) return;
      if (!isGathered) return gather();
      isGathered = false;
      const running = model.load;
      const names = session.tables.filter((name) => model.mustLoad.has(name) || running?.tables.has(name));
      model.mustLoad.clear();
      model.mustReload = false;
      if (running) {
        for (const table of running.tables.keys()) streams.close(table);
        running.end();
        model.load = null;
        await persist.idle();
        await persist.run(() => running.staged.abandon(), signal);
      }
      await begin(names, running?.gone ?? []);
    },
    stop: () => {
      if (gathering !== null) timers.clearTimeout(gathering);
      model.load?.end();
    },
  };
}
