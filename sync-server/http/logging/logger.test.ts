import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createLogger, type Log, type LogLevel } from './logger.ts';

const CANARY = 'c4n4ry-Zx81';

function recorder(level: LogLevel = 'trace') {
  const lines: string[] = [];
  const log = createLogger({ level, stream: { write: (line) => void lines.push(line) } });
  return { log, lines, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('a log line', () => {
  test('is one JSON object with an ISO time, a named level and its fields', () => {
    const { log, lines, last } = recorder();
    log.child({ requestId: 'r-1' }).info({ clients: 12 }, 'synced');
    expect(lines.join('')).toMatch(/^[^\n]+\n$/);
    expect(last()).toMatchObject({
      level: 'info',
      service: 'sync-server',
      requestId: 'r-1',
      clients: 12,
      msg: 'synced',
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('below the level is not written', () => {
    const { log, lines } = recorder('warn');
    log.info({}, 'quiet');
    expect(lines).toEqual([]);
  });

  test('of an error keeps its code, hint, stack and cause', () => {
    const { log, last } = recorder();
    log.error(
      { err: new AppError('disk_full', 'no space', { hint: 'Free some.', cause: new Error('ENOSPC') }) },
      'failed',
    );
    expect(last()['err']).toMatchObject({
      type: 'AppError',
      code: 'disk_full',
      hint: 'Free some.',
      stack: expect.stringContaining('logger.test'),
      cause: { message: 'ENOSPC' },
    });
    log.error(new Error('alone'));
    expect(last()).toMatchObject({ msg: 'alone', err: { message: 'alone' } });
  });

  test('survives cycles, depth, length, bytes and dates', () => {
    const { log, last } = recorder();
    const cycle: Record<string, unknown> = {
      when: new Date(0),
      bytes: Buffer.alloc(5),
      many: Array(500).fill(1),
    };
    cycle['self'] = cycle;
    log.info({ cycle, big: 10n, long: 'x'.repeat(20_000) }, 'odd');
    expect(last()).toMatchObject({
      cycle: { when: '1970-01-01T00:00:00.000Z', bytes: '[5 bytes]', self: '[circular]' },
      big: '10',
    });
    expect(JSON.stringify(last()).length).toBeLessThan(10_000);
  });

  test('is what a structural Log asks for', () => {
    const { log, last } = recorder();
    const narrow: Log = log;
    narrow.warn({ port: 1 }, 'busy');
    expect(last()).toMatchObject({ level: 'warn', port: 1 });
  });
});

describe('a secret never reaches the log', () => {
  const names = [
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'password',
    'newPassword',
    'SMTP_PASS',
    'token',
    'refreshToken',
    'access_token',
    'secret',
    'AUTH_SECRET',
    'client_secret',
    'apiKey',
    'api_key',
    'x-api-key',
    'INSTANTLY_API_KEY',
    'set-auth-token',
    'DATABASE_URL',
    'connectionString',
    'x-hubspot-signature-v3',
    'privateKey',
  ];

  test.each(names)('as a field named %s, at any depth, in headers, maps, bindings and errors', (name) => {
    const { log, lines } = recorder();
    log.info({ [name]: CANARY }, 'flat');
    log.info({ request: { headers: [{ [name]: [CANARY] }] } }, 'deep');
    log.info({ map: new Map([[name, CANARY]]) }, 'map');
    if (/^[a-z-]+$/i.test(name)) log.info({ headers: new Headers({ [name]: CANARY }) }, 'headers');
    log.child({ [name]: CANARY }).info({}, 'binding');
    log.child({ context: { [name]: CANARY } }).info({}, 'nested binding');
    log.error({ err: Object.assign(new Error('x'), { [name]: CANARY }) }, 'error');
    log.error(
      { err: new AppError('bug', 'x', { details: { [name]: CANARY }, cause: { [name]: CANARY } }) },
      'details',
    );
    expect(lines.join('')).not.toContain(CANARY);
    expect(lines.length).toBeGreaterThanOrEqual(7);
  });

  test.each([
    `Authorization: Bearer ${CANARY}`,
    `sent Basic ${CANARY}==`,
    `postgres://me:${CANARY}@db.example/x`,
    `GET /reset?token=${CANARY}&x=1`,
    `GET /hook?api_key=${CANARY}`,
    `password=${CANARY} rejected`,
    `{"user":"a","password":"${CANARY}"}`,
    `{"clientSecret": "${CANARY}"}`,
    JSON.stringify({ body: JSON.stringify({ refresh_token: CANARY }) }),
    `key sk-proj-${CANARY}`,
    `sk_live_${CANARY}`,
    `xoxb-${CANARY}`,
    `whsec_${CANARY}`,
    `eyJhbGciOiJFZERTQSJ9.${CANARY}.${CANARY}`,
    `set-auth-token: ${CANARY}`,
  ])('inside a text: %s', (text) => {
    const { log, lines } = recorder();
    log.info(text);
    log.info({ text }, 'field');
    log.info({ list: [{ text }] }, text);
    log.error(new Error(text));
    log.error({ err: new Error('outer', { cause: new Error(text) }) }, 'cause');
    expect(lines.join('')).not.toContain(CANARY);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  test('put together from a format', () => {
    const { log, lines } = recorder();
    log.info('password=%s', CANARY);
    log.info({ a: 1 }, 'Bearer %s', CANARY);
    expect(lines.join('')).not.toContain(CANARY);
  });
});

test('what only sounds secret stays readable', () => {
  const { log, last } = recorder();
  log.info(
    { tokens: 812, hasPassword: true, token: null, path: '/api/clients', passed: 3 },
    'risk-free: task-list, disk-full',
  );
  expect(last()).toMatchObject({
    tokens: 812,
    hasPassword: true,
    token: null,
    path: '/api/clients',
    passed: 3,
    msg: 'risk-free: task-list, disk-full',
  });
});
