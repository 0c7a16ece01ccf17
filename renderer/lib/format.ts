/** Numbers, dates and durations for people, in the language of this computer. */

import { dateFormat, numberFormat, relativeFormat } from './intl-formats.ts';

/** Shown where a value is not known: absence is not zero. */
export const NO_VALUE = '–';

/** 48,211 */
export function formatCount(value: number | null | undefined, locale?: string): string {
  return value == null ? NO_VALUE : numberFormat({ maximumFractionDigits: 0 }, locale).format(value);
}

/** 48.2K or 48.2k: where room is short and the exact figure is elsewhere. */
export function formatCompact(value: number | null | undefined, locale?: string): string {
  return value == null
    ? NO_VALUE
    : numberFormat({ notation: 'compact', maximumFractionDigits: 1 }, locale).format(value);
}

/** 12.5 */
export function formatDecimal(value: number | null | undefined, digits = 1, locale?: string): string {
  return value == null
    ? NO_VALUE
    : numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }, locale).format(value);
}

/** A share between 0 and 1 as 12.5%. */
export function formatPercent(share: number | null | undefined, digits = 1, locale?: string): string {
  return share == null
    ? NO_VALUE
    : numberFormat(
        { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits },
        locale,
      ).format(share);
}

/** Money in minor units (cents) of an ISO currency; cents are shown only below 100. */
export function formatMoney(minor: number | null | undefined, currency: string, locale?: string): string {
  if (minor == null) return NO_VALUE;
  const major = minor / 100;
  const digits = Math.abs(major) < 100 && minor % 100 !== 0 ? 2 : 0;
  return numberFormat(
    { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
    locale,
  ).format(major);
}

/** A change with its sign: +3, −2, 0. */
export function formatChange(value: number | null | undefined, locale?: string): string {
  return value == null
    ? NO_VALUE
    : numberFormat({ signDisplay: 'exceptZero', maximumFractionDigits: 1 }, locale).format(value);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatBytes(bytes: number | null | undefined, locale?: string): string {
  if (bytes == null) return NO_VALUE;
  const step = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const unit = BYTE_UNITS[step] ?? 'byte';
  return numberFormat(
    // "181 bytes", not "181 byte".
    {
      style: 'unit',
      unit,
      unitDisplay: step > 0 ? 'short' : 'long',
      maximumFractionDigits: step > 0 ? 1 : 0,
    },
    locale,
  ).format(bytes / 1_000 ** step);
}

/** 14:02 */
export function formatTime(instant: string, timeZone?: string, locale?: string): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', timeZone }, locale).format(new Date(instant));
}

/** 24 Nov 2026, 14:02 */
export function formatDateTime(instant: string, timeZone?: string, locale?: string): string {
  return dateFormat({ dateStyle: 'medium', timeStyle: 'short', timeZone }, locale).format(new Date(instant));
}

/** A calendar date (YYYY-MM-DD), which has no time zone. */
export function formatDate(date: string, locale?: string): string {
  return dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }, locale).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
}

const RELATIVE_STEPS = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** "3 hours ago", "in 2 days", "now". */
export function formatRelative(instant: string, nowMs: number, locale?: string): string {
  const seconds = (Date.parse(instant) - nowMs) / 1_000;
  const format = relativeFormat({ numeric: 'auto', style: 'long' }, locale);
  const step = RELATIVE_STEPS.find(({ seconds: size }) => Math.abs(seconds) >= size);
  return step ? format.format(Math.trunc(seconds / step.seconds), step.unit) : format.format(0, 'second');
}

/** "1 lead", "48,211 leads". */
export function formatNoun(
  count: number,
  noun: { readonly one: string; readonly other: string },
  locale?: string,
): string {
  return `${formatCount(count, locale)} ${count === 1 ? noun.one : noun.other}`;
}
