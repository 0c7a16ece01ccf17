import { Temporal } from 'temporal-polyfill';

/** An instant as the product writes it everywhere: UTC, milliseconds, `Z`. */
export type IsoInstant = string;
/** A calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

export type Clock = { readonly now: () => number };

export function isoInstant(epochMs: number): IsoInstant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toString({
    smallestUnit: 'millisecond',
  });
}

export function epochMs(instant: IsoInstant): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** The calendar date at an instant in a time zone (IANA name). */
export function dateInZone(atMs: number, timeZone: string): IsoDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(date: IsoDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The instant at which a wall clock in a time zone shows this date and hour. */
export function instantInZone(date: IsoDate, hour: number, timeZone: string): IsoInstant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}
