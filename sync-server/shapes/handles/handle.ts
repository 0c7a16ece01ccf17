import type { Shape } from '../shape/shape.ts';
import type { ShapeLog } from '../log/log-reader.ts';
import type { LogPosition } from '../request/offset.ts';

/** How far a handle's snapshot has been written. */
export type SnapshotProgress =
  | { readonly kind: 'writing'; readonly chunks: number }
  | { readonly kind: 'done'; readonly chunks: number }
  | { readonly kind: 'failed'; readonly cause: unknown }
  /** The rows are gone (crash of the database); the log after them still serves clients that have them. */
  | { readonly kind: 'lost' };

/** One life of a shape: a snapshot and the log after it, under a name that clients keep. */
export type Handle = {
  readonly id: string;
  readonly shape: Shape;
  readonly log: ShapeLog;
  readonly progress: () => SnapshotProgress;
  readonly hasEnded: () => boolean;
  /** Resolves when the snapshot has moved on or the handle has ended. */
  readonly moved: () => Promise<void>;
  /** Calls the listener once when the handle ends; returns how to stop listening. */
  readonly onEnd: (listener: () => void) => () => void;
};

export type MutableHandle = Handle & {
  readonly setProgress: (progress: SnapshotProgress) => void;
  readonly end: () => void;
};

export function createHandle(id: string, log: ShapeLog, initial: SnapshotProgress): MutableHandle {
  let progress = initial;
  let hasEnded = false;
  let wake: PromiseWithResolvers<void> = Promise.withResolvers();
  const listeners = new Set<() => void>();
  const move = (): void => {
    const previous = wake;
    wake = Promise.withResolvers();
    previous.resolve();
  };
  return {
    id,
    shape: log.shape,
    log,
    progress: () => progress,
    hasEnded: () => hasEnded,
    moved: () => wake.promise,
    onEnd: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setProgress: (next) => {
      progress = next;
      move();
    },
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      move();
      for (const listener of listeners) listener();
      listeners.clear();
    },
  };
}

/** Whether a position lies inside the snapshot: a chunk is still to come after it. */
export function nextChunk(handle: Handle, from: LogPosition): number | undefined {
  if (from.lsn !== 0n || !Number.isFinite(from.op)) return undefined;
  const progress = handle.progress();
  const isPast = progress.kind === 'done' && from.op + 1 >= progress.chunks;
  return isPast ? undefined : from.op + 1;
}
