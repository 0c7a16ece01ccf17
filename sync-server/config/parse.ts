/** Environment in, configuration or a list of problems out. Pure. */
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { checkRules } from './rules.ts';
import type { Secret } from './secret.ts';
import { isSecretVariable, variablesSchema, type Variables } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type MailConfig = {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  readonly login: { readonly user: string; readonly pass: Secret } | null;
};

export type Config = {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The server's public address without a trailing slash; null: the one it listens on. */
  readonly appUrl: string | null;
  /** As given; relative to where the server was started. */
  readonly dataDir: string;
  readonly logLevel: Variables['LOG_LEVEL'];
  /** How many reverse proxies stand before the server and append to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly database: {
    /** Null: the embedded Postgres. */
    readonly url: Secret | null;
    readonly embeddedPort: number;
    readonly poolSize: number;
  };
  /** Null: the embedded shape service. */
  readonly electric: { readonly url: string; readonly secret: Secret | null } | null;
  readonly shapes: {
    readonly chunkBytes: number;
    readonly longPollMs: number;
    readonly cacheMaxAgeSeconds: number;
    readonly cacheStaleAgeSeconds: number;
    readonly allowDelete: boolean;
  };
  /** Null outside production: `resolveAuthSecret` makes one and keeps it. */
  readonly authSecret: Secret | null;
  /** Null: mails are not sent; links are shown where they were asked for. */
  readonly mail: MailConfig | null;
  readonly vendors: VendorConfig;
};

/** By the variables' own names; undefined: the vendor has no key here. */
export type VendorConfig = ReturnType<typeof vendorConfig>;

/** One line for each problem, such as `PORT must be a whole number from 0 to 65535 (it is "abc")`. */
export function parseConfig(environment: Environment): Result<Config, readonly string[]> {
  const parsed = variablesSchema.safeParse(environment);
  if (!parsed.success) {
    const seen = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    return fail([...seen].map(([name, message]) => `${name} ${message}${shownValue(name, environment)}`));
  }
  const problems = checkRules(parsed.data);
  if (problems.length > 0) return fail(problems.map(({ variable, message }) => `${variable} ${message}`));
  return ok(toConfig(parsed.data));
}

/** A URL with a password in it stays hidden too: pasted into the wrong variable it is still a password. */
function shownValue(name: string, environment: Environment): string {
  const value = environment[name] ?? '';
  if (isSecretVariable(name) || /:\/\/[^/]*@/.test(value)) return '';
  return ` (it is ${JSON.stringify(value.slice(0, 80))})`;
}

function toConfig(given: Variables): Config {
  return {
    production: given.NODE_ENV === 'production',
    host: given.HOST,
    port: given.PORT,
    appUrl: given.APP_URL ?? null,
    dataDir: given.DATA_DIR,
    logLevel: given.LOG_LEVEL,
    trustedProxies: given.TRUSTED_PROXIES,
    database: {
      url: given.DATABASE_URL ?? null,
      embeddedPort: given.DATABASE_PORT,
      poolSize: given.DATABASE_POOL_SIZE,
    },
    electric:
      given.ELECTRIC_URL === undefined
        ? null
        : { url: given.ELECTRIC_URL, secret: given.ELECTRIC_SECRET ?? null },
    shapes: {
      chunkBytes: given.SHAPE_CHUNK_BYTES,
      longPollMs: given.SHAPE_LONG_POLL_MS,
      cacheMaxAgeSeconds: given.SHAPE_CACHE_MAX_AGE,
      cacheStaleAgeSeconds: given.SHAPE_CACHE_STALE_AGE,
      allowDelete: given.SHAPE_ALLOW_DELETE,
    },
    authSecret: given.AUTH_SECRET ?? null,
    mail: mailConfig(given),
    vendors: vendorConfig(given),
  };
}

function mailConfig(given: Variables): MailConfig | null {
  if (given.SMTP_HOST === undefined || given.SMTP_FROM === undefined) return null;
  const { SMTP_USER: user, SMTP_PASS: pass } = given;
  return {
    host: given.SMTP_HOST,
    port: given.SMTP_PORT,
    from: given.SMTP_FROM,
    login: user !== undefined && pass !== undefined ? { user, pass } : null,
  };
}

function vendorConfig(given: Variables) {
  return {
    INSTANTLY_API_KEY: given.INSTANTLY_API_KEY,
    INSTANTLY_WORKSPACE_ID: given.INSTANTLY_WORKSPACE_ID,
    APOLLO_API_KEY: given.APOLLO_API_KEY,
    OPENAI_API_KEY: given.OPENAI_API_KEY,
    CALENDLY_API_KEY: given.CALENDLY_API_KEY,
    CALENDLY_WEBHOOK_SECRET: given.CALENDLY_WEBHOOK_SECRET,
    SLACK_BOT_TOKEN: given.SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET: given.SLACK_SIGNING_SECRET,
    STRIPE_SECRET_KEY: given.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: given.STRIPE_WEBHOOK_SECRET,
    N8N_WEBHOOK_URL: given.N8N_WEBHOOK_URL,
    N8N_API_KEY: given.N8N_API_KEY,
  } as const;
}
