import type { ReplicaEvent } from '../../../replica/types.ts';
import type { Timers } from '../../connectivity/timers.ts';
import type { Load } from '../load/load.ts';

const EVERY_MS = 200;

/** Tells how a load is getting on: at once, then at most five times a second, and null when it is over. */
export function createProgress(
  timers: Timers,
  emit: (event: ReplicaEvent) => void,
): { readonly update: (load: Load) => void; readonly finish: () => void; readonly stop: () => void } {
  let timer: unknown = null;
  let current: Load | null = null;
  let isFresh = false;

  const tell = (): void => {
    if (!current || !isFresh) return;
    isFresh = false;
    emit({ kind: 'loading', progress: progressOf(current) });
    timer = timers.setTimeout(() => {
      timer = null;
      tell();
    }, EVERY_MS);
  };
  const stop = (): void => {
    if (timer !== null) timers.clearTimeout(timer);
    timer = null;
    current = null;
  };
  return {
    update: (load) => {
      current = load;
      isFresh = true;
      if (timer === null) tell();
    },
    finish: () => {
      if (current && isFresh) emit({ kind: 'loading', progress: progressOf(current) });
      stop();
      emit({ kind: 'loading', progress: null });
    },
    stop,
  };
}

function progressOf(load: Load) {
  const tables = [...load.tables.values()].map(({ table, rows, isSnapshotDone }) => ({
    name: table,
    rows,
    done: isSnapshotDone,
  }));
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), tables };
}
