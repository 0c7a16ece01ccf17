/**
 * Every environment variable of the server. `.env.example` describes each; a test holds the two together.
 */
import { z } from 'zod';
import {
  flag,
  host,
  httpUrl,
  mailFrom,
  optional,
  postgresUrl,
  secret,
  text,
  wholeNumber,
  withDefault,
} from './fields.ts';

const prefixed = (prefix: RegExp, example: string) =>
  secret({ pattern: prefix, message: `must start with ${example}` });

export const VARIABLES = {
  NODE_ENV: withDefault(
    z.enum(['development', 'test', 'production'], 'must be development, test or production'),
    'development',
  ),
  HOST: withDefault(host, '127.0.0.1'),
  PORT: withDefault(wholeNumber(0, 65_535), '4700'),
  APP_URL: optional(httpUrl),
  DATA_DIR: withDefault(text, '.data'),
  LOG_LEVEL: withDefault(
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    ),
    'info',
  ),
  TRUSTED_PROXIES: withDefault(wholeNumber(0, 10), '0'),

  DATABASE_URL: optional(postgresUrl),
  DATABASE_PORT: withDefault(wholeNumber(0, 65_535), '54330'),
  DATABASE_POOL_SIZE: withDefault(wholeNumber(2, 500), '10'),

  ELECTRIC_URL: optional(httpUrl),
  ELECTRIC_SECRET: optional(secret()),
  SHAPE_CHUNK_BYTES: withDefault(wholeNumber(1_024, 1_073_741_824), '10485760'),
  SHAPE_LONG_POLL_MS: withDefault(wholeNumber(10, 300_000), '20000'),
  SHAPE_CACHE_MAX_AGE: withDefault(wholeNumber(0, 86_400), '60'),
  SHAPE_CACHE_STALE_AGE: withDefault(wholeNumber(0, 86_400), '300'),
  SHAPE_ALLOW_DELETE: withDefault(flag, 'false'),

  AUTH_SECRET: optional(
    secret({
      pattern: /^.{32,}$/,
      message: 'must have at least 32 characters (openssl rand -base64 32 makes one)',
    }),
  ),

  SMTP_HOST: optional(host),
  SMTP_PORT: withDefault(wholeNumber(1, 65_535), '587'),
  SMTP_USER: optional(text),
  SMTP_PASS: optional(secret()),
  SMTP_FROM: optional(mailFrom),

  INSTANTLY_API_KEY: optional(secret()),
  INSTANTLY_WORKSPACE_ID: optional(text),
  APOLLO_API_KEY: optional(secret()),
  OPENAI_API_KEY: optional(prefixed(/^sk-/, 'sk-')),
  CALENDLY_API_KEY: optional(secret()),
  CALENDLY_WEBHOOK_SECRET: optional(secret()),
  SLACK_BOT_TOKEN: optional(prefixed(/^xoxb-/, 'xoxb-')),
  SLACK_SIGNING_SECRET: optional(secret()),
  STRIPE_SECRET_KEY: optional(prefixed(/^(sk|rk)_(live|test)_/, 'sk_live_, sk_test_, rk_live_ or rk_test_')),
  STRIPE_WEBHOOK_SECRET: optional(prefixed(/^whsec_/, 'whsec_')),
  N8N_WEBHOOK_URL: optional(httpUrl),
  N8N_API_KEY: optional(secret()),
} as const;

export type VariableName = keyof typeof VARIABLES;

/** Values that concern each other are checked in `rules.ts`. */
export const variablesSchema = z.object(VARIABLES);
export type Variables = z.infer<typeof variablesSchema>;

/** Never shown, not even in a message about a wrong value. */
export function isSecretVariable(name: string): boolean {
  return /(_KEY|_SECRET|_TOKEN|_PASS|^DATABASE_URL)$/.test(name);
}
