import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseConfig, type Environment } from './parse.ts';

const SECRET = 'k'.repeat(40);
const PRODUCTION = { NODE_ENV: 'production', AUTH_SECRET: SECRET, APP_URL: 'https://x.example' };

function problems(environment: Environment): readonly string[] {
  const config = parseConfig(environment);
  return config.ok ? [] : config.error;
}

function parsed(environment: Environment) {
  const config = parseConfig(environment);
  if (!config.ok) throw new Error(config.error.join('\n'));
  return config.value;
}

describe('parseConfig', () => {
  test('needs nothing to start on one machine', () => {
    expect(parsed({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 4700,
      appUrl: null,
      dataDir: '.data',
      database: { url: null },
      electric: null,
      authSecret: null,
      mail: null,
    });
  });

  test('takes an empty variable for one that is not set', () => {
    expect(parsed({ PORT: '', DATABASE_URL: ' ', SMTP_HOST: '' })).toEqual(parsed({}));
  });

  test('ignores what is not ours', () => {
    expect(parsed({ HOME: '/root', PGHOST: 'elsewhere' })).toEqual(parsed({}));
  });

  test('names every problem at once, one line each', () => {
    expect(problems({ PORT: 'abc', HOST: '-', DATABASE_URL: 'mysql://h/x' })).toEqual([
      'HOST must be a host name or an IP address (it is "-")',
      'PORT must be a whole number from 0 to 65535 (it is "abc")',
      'DATABASE_URL must look like postgres://user:password@host:5432/database',
    ]);
  });

  test.each<[Environment, string]>([
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535 (it is "70000")'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535 (it is "-1")'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be development, test or production (it is "prod")'],
    [{ SHAPE_ALLOW_DELETE: 'maybe' }, 'SHAPE_ALLOW_DELETE must be true or false (it is "maybe")'],
    [
      { APP_URL: 'command.example' },
      'APP_URL must be a URL that starts with http:// or https:// (it is "command.example")',
    ],
    [{ STRIPE_WEBHOOK_SECRET: 'sk_live_1' }, 'STRIPE_WEBHOOK_SECRET must start with whsec_'],
    [
      { AUTH_SECRET: 'short' },
      'AUTH_SECRET must have at least 32 characters (openssl rand -base64 32 makes one)',
    ],
    [{ ELECTRIC_SECRET: 'x' }, 'ELECTRIC_SECRET is set, but ELECTRIC_URL is not'],
    [{ ELECTRIC_URL: 'http://e' }, 'ELECTRIC_URL needs DATABASE_URL: Electric must follow the same database'],
    [{ SMTP_USER: 'me' }, 'SMTP_USER is set, but SMTP_HOST is not'],
    [{ SMTP_HOST: 'mail.example' }, 'SMTP_FROM is required together with SMTP_HOST'],
    [
      { SMTP_HOST: 'm.example', SMTP_FROM: 'a@b.example', SMTP_USER: 'me' },
      'SMTP_PASS is required together with SMTP_USER',
    ],
    [
      { SMTP_HOST: 'm.example', SMTP_FROM: 'nobody' },
      'SMTP_FROM must be an address such as team@agency.example or "Team <team@agency.example>" (it is "nobody")',
    ],
    [{ ...PRODUCTION, AUTH_SECRET: '' }, 'AUTH_SECRET is required when NODE_ENV=production'],
    [{ ...PRODUCTION, APP_URL: undefined }, 'APP_URL is required when NODE_ENV=production'],
    [{ ...PRODUCTION, APP_URL: 'http://x.example' }, 'APP_URL must use https:// when NODE_ENV=production'],
  ])('%j → %s', (environment, line) => {
    expect(problems(environment)).toEqual([line]);
  });

  test('production on loopback may do without https', () => {
    expect(problems({ ...PRODUCTION, APP_URL: 'http://localhost:4700' })).toEqual([]);
  });

  test('never repeats a secret, not even a password pasted into the wrong variable', () => {
    const lines = problems({
      AUTH_SECRET: 'hunter2',
      APP_URL: 'ftp://me:hunter2@h',
      OPENAI_API_KEY: 'hunter2',
    });
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('a configuration can be printed without its secrets', () => {
    const config = parsed({
      ...PRODUCTION,
      DATABASE_URL: 'postgres://me:hunter2@h/db',
      ELECTRIC_URL: 'http://electric',
      ELECTRIC_SECRET: 'hunter2',
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
    });
    for (const text of [
      JSON.stringify(config),
      inspect(config, { depth: 9, showHidden: true }),
      String(config.authSecret),
    ]) {
      expect(text).not.toMatch(/hunter2|kkkk/);
    }
    expect(config.database.url?.reveal()).toBe('postgres://me:hunter2@h/db');
  });
});
