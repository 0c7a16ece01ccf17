/** The kinds of value an environment variable may have. Messages never repeat a secret. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { Secret } from './secret.ts';

/** An empty variable counts as not set, as `NAME=` in a file means. */
function unsetWhenEmpty(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? undefined : value;
}

export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(unsetWhenEmpty, schema.optional());
}

export function withDefault<T extends z.ZodType>(schema: T, value: string) {
  return z.preprocess((given) => unsetWhenEmpty(given) ?? value, schema);
}

export const text = z.string().trim();

export function secret(check: { readonly pattern?: RegExp; readonly message?: string } = {}) {
  return text
    .regex(check.pattern ?? /\S/, check.message ?? 'must not be blank')
    .transform((value) => new Secret(value));
}

export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return text
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

export const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'], 'must be true or false')
  .transform((value) => ['true', '1', 'yes'].includes(value));

export const postgresUrl = text
  .refine((value) => urlWithScheme(value, ['postgres:', 'postgresql:']) !== null, {
    message: 'must look like postgres://user:password@host:5432/database',
  })
  .transform((value) => new Secret(value));

/** Without a trailing slash. */
export const httpUrl = text
  .refine((value) => urlWithScheme(value, ['http:', 'https:']) !== null, {
    message: 'must be a URL that starts with http:// or https://',
  })
  .transform((value) => value.replace(/\/+$/, ''));

export const host = text.refine(
  (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
  {
    message: 'must be a host name or an IP address',
  },
);

/** `name@host` or `Some Name <name@host>`. */
export const mailFrom = text.regex(/^([^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, {
  message: 'must be an address such as team@agency.example or "Team <team@agency.example>"',
});

function urlWithScheme(value: string, schemes: readonly string[]): URL | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  return schemes.includes(url.protocol) && url.hostname !== '' ? url : null;
}
