import type { LiveWindow } from './desktop-client.ts';
import { needsMove, planWindow } from './window-plan.ts';

/** Pause between two moves of a window while a person scrolls. */
const MOVE_INTERVAL_MS = 40;

type Ports = {
  /** Asks the desktop for another window; resolves when it has heard. */
  readonly move: (window: LiveWindow) => Promise<unknown>;
  /** Rows of the whole result; null before the first answer. */
  readonly total: () => number | null;
};

export type WindowMover = {
  /** The window asked for last; null for results without one. */
  readonly requested: () => LiveWindow | null;
  /** Starts over for a new question. */
  readonly reset: (window: LiveWindow | null) => void;
  readonly show: (visible: LiveWindow) => void;
  /** Looks again, after rows or the total changed. */
  readonly check: () => void;
};

/**
 * Keeps a window around what is visible. One move is under way at a time, so that a fast scroll asks for where it
 * ends and not for every place it passed.
 */
export function createWindowMover({ move, total }: Ports): WindowMover {
  let requested: LiveWindow | null = null;
  let visible: LiveWindow | null = null;
  let isMoving = false;

  function check(): void {
    const rows = total();
    if (isMoving || !visible || !requested || rows === null) return;
    if (!needsMove(requested, visible, rows)) return;
    isMoving = true;
    requested = planWindow(visible, rows);
    // A move that is lost with its connection is made up for when the question is asked again.
    void move(requested)
      .catch(() => undefined)
      .finally(() =>
        setTimeout(() => {
          isMoving = false;
          check();
        }, MOVE_INTERVAL_MS),
      );
  }

  return {
    requested: () => requested,
    reset(window) {
      requested = window;
    },
    show(next) {
      visible = next;
      check();
    },
    check,
  };
}
