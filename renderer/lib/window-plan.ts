import type { LiveWindow } from './desktop-client.ts';

/** Rows loaded beyond the visible ones on each side. */
const OVERSCAN = 120;
/** Rows left beyond the visible ones below which the window moves. */
const MARGIN = 40;
/** Windows start at multiples of this, so that small scrolls ask for the same window. */
const STEP = 20;

/** The window to load for what is visible, within a result of `total` rows. */
export function planWindow(visible: LiveWindow, total: number): LiveWindow {
  const offset = Math.max(0, floorTo(visible.offset - OVERSCAN, STEP));
  const end = visible.offset + visible.limit + OVERSCAN;
  const limit = ceilTo(end - offset, STEP);
  return { offset: Math.min(offset, floorTo(Math.max(0, total - 1), STEP)), limit };
}

/** Whether the loaded window no longer has enough rows around the visible ones. */
export function needsMove(loaded: LiveWindow, visible: LiveWindow, total: number): boolean {
  const first = Math.max(0, visible.offset - MARGIN);
  const last = Math.min(total, visible.offset + visible.limit + MARGIN);
  return first < loaded.offset || last > loaded.offset + loaded.limit;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
