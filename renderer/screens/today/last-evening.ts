import { addDays, dateInZone, instantInZone, weekday } from '../../../shared/kernel/time.ts';
import type { IsoDate, IsoInstant } from '../../../shared/kernel/time.ts';

/** When a working day ends on the person's clock. */
const EVENING_HOUR = 18;
const FRIDAY = 5;

/**
 * The evening of the last working day (Monday to Friday) before today, in the person's zone: on a Monday, and over the
 * weekend, Friday 18:00. What happened since is what a person has not seen.
 */
export function lastWorkdayEvening(nowMs: number, timeZone: string): IsoInstant {
  let date = addDays(dateInZone(nowMs, timeZone), -1);
  while (weekday(date) > FRIDAY) date = addDays(date, -1);
  return instantInZone(date, EVENING_HOUR, timeZone);
}

export type Day = { readonly date: IsoDate; readonly from: IsoInstant; readonly to: IsoInstant };

/** Today on the person's clock, from midnight to midnight. */
export function dayOf(nowMs: number, timeZone: string): Day {
  const date = dateInZone(nowMs, timeZone);
  return {
    date,
    from: instantInZone(date, 0, timeZone),
    to: instantInZone(addDays(date, 1), 0, timeZone),
  };
}

/** "since Friday evening", "since yesterday evening". */
export function sinceText(since: IsoInstant, nowMs: number, timeZone: string, locale?: string): string {
  const date = dateInZone(Date.parse(since), timeZone);
  if (date === addDays(dateInZone(nowMs, timeZone), -1)) return 'since yesterday evening';
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(new Date(since));
  return `since ${day} evening`;
}
