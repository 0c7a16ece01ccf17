/**
 * One live query held outside React: opens the subscription, keeps its rows, moves its window. Hooks read it with
 * `useSyncExternalStore`. Rows of an earlier query stay on screen until the new ones arrive if asked to.
 */
import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient, LiveEvent, LiveWindow } from './desktop-client.ts';
import { keepWatching } from './keep-watching.ts';
import { applyLiveEvent } from './live-state.ts';
import type { LiveRows, LiveState } from './live-state.ts';
import type { OverlayStore } from './overlay-store.ts';
import { parseWireError } from './wire-error.ts';
import { createWindowMover } from './window-mover.ts';

export type LiveSnapshot = {
  readonly state: LiveState;
  /** The rows shown belong to an earlier question; the new answer is on its way. */
  readonly refreshing: boolean;
};

export type LiveQuestion = {
  readonly query: string;
  readonly args: unknown;
  readonly window?: LiveWindow | undefined;
  readonly keepPrevious: boolean;
};

export type LiveStore = {
  readonly getSnapshot: () => LiveSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
  /** Opens a question, ending the one before; the returned function ends it. */
  readonly open: (question: LiveQuestion) => () => void;
  /** The question that is open, or null. */
  readonly question: () => LiveQuestion | null;
  /** Tells which rows are visible; the window follows. */
  readonly show: (visible: LiveWindow) => void;
};

type Ports = {
  readonly live: Pick<DesktopClient['live'], 'watch' | 'moveWindow'>;
  readonly overlay: Pick<OverlayStore, 'noteRows'>;
  readonly newId: () => string;
};

export function createLiveStore({ live, overlay, newId }: Ports): LiveStore {
  let snapshot: LiveSnapshot = { state: { status: 'loading' }, refreshing: false };
  const listeners = new Set<() => void>();
  let subscription: string | null = null;
  let asked: LiveQuestion | null = null;
  const mover = createWindowMover({
    move: async (window) => {
      if (subscription !== null) await live.moveWindow({ subscription, ...window });
    },
    total: () => (snapshot.state.status === 'ready' ? snapshot.state.total : null),
  });

  function publish(next: LiveSnapshot): void {
    snapshot = next;
    for (const listener of listeners) listener();
  }

  function receive(rows: LiveRows | null, event: LiveEvent): LiveRows | null {
    if (event.kind === 'failed') {
      publish({
        state: {
          status: 'failed',
          error: parseWireError(event.error) ?? AppError.from('unreadable failure'),
        },
        refreshing: false,
      });
      return null;
    }
    if (event.kind === 'diff') overlay.noteRows(event.upserts);
    const next = applyLiveEvent(rows, event);
    publish({ state: { status: 'ready', ...next }, refreshing: false });
    return next;
  }

  async function follow(id: string, question: LiveQuestion, signal: AbortSignal): Promise<void> {
    let rows: LiveRows | null = null;
    const open = (inner: AbortSignal) => {
      const window = mover.requested();
      return live.watch(
        {
          subscription: id,
          query: question.query,
          args: question.args,
          ...(window === null ? {} : { window }),
        },
        { signal: inner },
      );
    };
    try {
      for await (const event of keepWatching<LiveEvent>(open, signal)) {
        rows = receive(rows, event);
        mover.check();
      }
    } catch (cause) {
      if (signal.aborted) return;
      publish({ state: { status: 'failed', error: AppError.from(cause) }, refreshing: false });
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(question) {
      const abort = new AbortController();
      const id = newId();
      subscription = id;
      asked = question;
      mover.reset(question.window ?? null);
      if (question.keepPrevious && snapshot.state.status === 'ready')
        publish({ state: snapshot.state, refreshing: true });
      else if (snapshot.state.status !== 'loading')
        publish({ state: { status: 'loading' }, refreshing: false });
      void follow(id, question, abort.signal);
      return () => {
        abort.abort();
        if (subscription === id) subscription = null;
      };
    },
    question: () => asked,
    show: mover.show,
  };
}
