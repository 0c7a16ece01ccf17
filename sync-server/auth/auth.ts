/**
 * Identity: better-auth over our own tables (shared/schema/identity.ts). Its HTTP routes are not mounted; the few things
 * the product needs are called from sync-server/http, so that nothing else is open.
 */
import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { bearer } from 'better-auth/plugins';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { account, session, user, verification } from '../../shared/schema/identity.ts';

export const SESSION_DAYS = 30;
export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 256;

const DAY_SECONDS = 86_400;

export type AuthOptions = {
  readonly pool: Pool;
  /** Signs session tokens; at least 32 random bytes as text. */
  readonly secret: string;
  /** Public address of this server. */
  readonly appUrl: string;
};

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(options: AuthOptions) {
  return betterAuth({
    appName: 'XGrowthOS',
    baseURL: options.appUrl,
    secret: options.secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(drizzle(options.pool), {
      provider: 'pg',
      schema: { user, session, account, verification },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
    },
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, updateAge: DAY_SECONDS },
    plugins: [bearer()],
    // The product limits attempts itself (sync-server/http/rate-limit.ts), by address and by person.
    rateLimit: { enabled: false },
    advanced: { database: { generateId: () => randomUUID() } },
    logger: { disabled: true },
  });
}
