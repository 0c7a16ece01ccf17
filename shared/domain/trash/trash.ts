import { epochMs, isoInstant, type IsoInstant } from '../../kernel/time.ts';

/** Days that what was deleted can be brought back. */
export const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether something that was deleted then is past coming back. */
export function isOverdue(deletedAt: IsoInstant, now: IsoInstant): boolean {
  return epochMs(deletedAt) <= epochMs(overdueSince(now));
}

/** What was deleted at or before this instant leaves the trash. */
export function overdueSince(now: IsoInstant): IsoInstant {
  return isoInstant(epochMs(now) - TRASH_DAYS * DAY_MS);
}

/** Begun days until it is removed for good; 0 when it may go any hour. */
export function daysLeft(deletedAt: IsoInstant, nowMs: number): number {
  return Math.max(0, Math.ceil((epochMs(deletedAt) + TRASH_DAYS * DAY_MS - nowMs) / DAY_MS));
}
