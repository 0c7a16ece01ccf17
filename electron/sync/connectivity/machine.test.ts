import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  INITIAL_CONNECTION,
  MAX_BACKOFF_MS,
  backoffMs,
  mayTry,
  nextConnection,
  type Connection,
  type ConnectionEvent,
} from './machine.ts';

const failed = { kind: 'request_failed', failure: 'network' } as const;

function run(events: readonly ConnectionEvent[], random = 0.5): Connection {
  return events.reduce((state, event) => nextConnection(state, event, random), INITIAL_CONNECTION);
}

describe('connection states', () => {
  test.each<{ name: string; events: readonly ConnectionEvent[]; state: string; mayTry: boolean }>([
    { name: 'starts by connecting', events: [], state: 'connecting', mayTry: true },
    {
      name: 'an answer means online',
      events: [{ kind: 'request_succeeded' }],
      state: 'online',
      mayTry: true,
    },
    { name: 'one failure is not yet offline', events: [failed], state: 'connecting', mayTry: false },
    {
      name: 'requests that fail together count once',
      events: [failed, failed, failed],
      state: 'connecting',
      mayTry: false,
    },
    {
      name: 'an answer to a request sent before the failure does not end its wait',
      events: [failed, { kind: 'request_succeeded' }],
      state: 'connecting',
      mayTry: false,
    },
    {
      name: 'a second try that fails is offline',
      events: [failed, { kind: 'timer' }, failed],
      state: 'offline',
      mayTry: false,
    },
    {
      name: 'offline tries again when its wait is over',
      events: [failed, { kind: 'timer' }, failed, { kind: 'timer' }],
      state: 'offline',
      mayTry: true,
    },
    {
      name: 'a wake ends the wait',
      events: [failed, { kind: 'timer' }, failed, { kind: 'wake' }],
      state: 'connecting',
      mayTry: true,
    },
    {
      name: 'another network ends the wait',
      events: [failed, { kind: 'timer' }, failed, { kind: 'network_changed' }],
      state: 'connecting',
      mayTry: true,
    },
    {
      name: 'a refused token waits for a session, whatever else happens',
      events: [{ kind: 'token_refused' }, { kind: 'wake' }, { kind: 'timer' }, { kind: 'request_succeeded' }],
      state: 'signed_out',
      mayTry: false,
    },
    {
      name: 'a session after a refused token connects',
      events: [{ kind: 'token_refused' }, { kind: 'session_given' }],
      state: 'connecting',
      mayTry: true,
    },
    {
      name: 'stopped ignores late answers',
      events: [{ kind: 'stop', reason: 'too old' }, { kind: 'request_succeeded' }, { kind: 'token_refused' }],
      state: 'stopped',
      mayTry: false,
    },
    {
      name: 'a person can wake what was stopped',
      events: [{ kind: 'stop', reason: 'too old' }, { kind: 'wake' }],
      state: 'connecting',
      mayTry: true,
    },
  ])('$name', ({ events, state, mayTry: expected }) => {
    const connection = run(events);
    expect(connection.state).toBe(state);
    expect(mayTry(connection)).toBe(expected);
  });

  test('success forgets the failures before it', () => {
    const connection = run([
      failed,
      { kind: 'timer' },
      failed,
      { kind: 'timer' },
      { kind: 'request_succeeded' },
    ]);
    expect(connection).toEqual({ state: 'online', failures: 0, retryInMs: null, reason: null });
  });

  test('a server that names a wait is given it', () => {
    const connection = run([{ kind: 'request_failed', failure: 'rate_limited', retryAfterMs: 7000 }]);
    expect(connection.retryInMs).toBe(7000);
  });
});

test('backoff never exceeds its cap, for any number of failures', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, random) => {
        const delay = backoffMs(failures, random);
        expect(delay).toBeGreaterThanOrEqual(100);
        expect(delay).toBeLessThanOrEqual(MAX_BACKOFF_MS);
      },
    ),
  );
});

const events = fc.array(
  fc.constantFrom<ConnectionEvent>(
    failed,
    { kind: 'request_succeeded' },
    { kind: 'timer' },
    { kind: 'wake' },
    { kind: 'network_changed' },
    { kind: 'token_refused' },
    { kind: 'session_given' },
    { kind: 'stop', reason: 'too old' },
  ),
);

test('from anywhere, a session and an answer lead online', () => {
  fc.assert(
    fc.property(events, (before) => {
      const connection = run([...before, { kind: 'session_given' }, { kind: 'request_succeeded' }]);
      expect(connection.state).toBe('online');
      expect(mayTry(connection)).toBe(true);
    }),
  );
});
