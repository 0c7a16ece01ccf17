/**
 * Who may use this desktop from a browser: one-time tokens that come in the printed address, and the sessions they
 * are exchanged for. Everything is in memory and ends with the process.
 */
import { createHash, randomBytes } from 'node:crypto';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { Clock } from '../../shared/kernel/time.ts';

export type EntryDesk = {
  /** A token that opens one window, once, within its time. */
  readonly issueToken: (validMs: number) => string;
  /** Throws `unauthenticated` for a token that is unknown, used or too old, `rate_limited` after too many of those. */
  readonly exchange: (token: string) => string;
  readonly isSession: (session: string) => boolean;
};

const MAX_TOKENS = 100;
const MAX_SESSIONS = 200;
const FAILURES_ALLOWED = 20;
const FAILURE_WINDOW_MS = 60_000;

export function createEntryDesk(clock: Clock): EntryDesk {
  const tokens = new Map<string, number>();
  const sessions = new Set<string>();
  let failures: readonly number[] = [];

  function checkRate(): void {
    failures = failures.filter((at) => clock.now() - at < FAILURE_WINDOW_MS);
    if (failures.length < FAILURES_ALLOWED) return;
    throw new AppError('rate_limited', 'too many failed exchanges', {
      hint: 'Too many attempts. Wait a minute, then start the desktop again.',
    });
  }

  return {
    issueToken: (validMs) => {
      const token = secret();
      keepBelow(tokens, MAX_TOKENS);
      tokens.set(digest(token), clock.now() + validMs);
      return token;
    },
    exchange: (token) => {
      checkRate();
      const key = digest(token);
      const until = tokens.get(key);
      tokens.delete(key);
      if (until === undefined || until < clock.now()) {
        failures = [...failures, clock.now()];
        throw new AppError('unauthenticated', 'unknown token', {
          hint: 'This address was used already or is too old. Start the desktop again, or copy the address it prints.',
        });
      }
      const session = secret();
      keepBelow(sessions, MAX_SESSIONS);
      sessions.add(digest(session));
      return session;
    },
    isSession: (session) => sessions.has(digest(session)),
  };
}

export function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Looking up a digest takes the same time for every wrong guess that matters. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function keepBelow(entries: Map<string, unknown> | Set<string>, max: number): void {
  for (const key of entries.keys()) {
    if (entries.size < max) return;
    entries.delete(key);
  }
}
