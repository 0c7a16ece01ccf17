/**
 * Sends requests until they are answered: it waits for the connection and the token, backs off, and gives every failure
 * its meaning. Law: what it hands on was read to the end and accepted by its reader; everything else is retried, reported
 * or refused here.
 */
import type { AppError } from '../../../../shared/kernel/app-error.ts';
import type { Connectivity } from '../../connectivity/connectivity.ts';
import type { Pass } from '../../connectivity/gate.ts';
import { createAttempts, WOKEN } from './attempt.ts';
import type { SessionGate } from './session-gate.ts';
import type { Timers } from '../../connectivity/timers.ts';
import type { Fetch } from '../types.ts';
import type { Pause } from './pause.ts';
import type { Answer, Verdict } from './verdict.ts';

export type Request<T> = {
  /** The address; asked for a short answer whenever the connection is in doubt, even by a long poll. */
  readonly url: (live: boolean) => string;
  readonly live: boolean;
  readonly signal: AbortSignal;
  readonly post?: unknown;
  readonly read: (answer: Answer) => Verdict<T>;
  /** Called when this request is being repeated (with a reason), and with null once it went through. */
  readonly onTrouble?: (what: string | null) => void;
};

export type Sent<T> =
  | { readonly ok: true; readonly value: T; readonly wasLive: boolean }
  | { readonly ok: false; readonly error: AppError };

export type Requester = {
  /** Resolves with an accepted answer or a final refusal; rejects only with the signal's reason. */
  readonly send: <T>(request: Request<T>) => Promise<Sent<T>>;
  /** Long polls in flight are dropped and sent afresh as short requests. */
  readonly wake: () => void;
};

export type RequesterOptions = {
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly connectivity: Connectivity;
  readonly session: SessionGate;
  readonly pause: Pause;
  /** The server refuses this version of the program. */
  readonly onTooOld: (hint: string) => void;
};

export function createRequester(options: RequesterOptions): Requester {
  const { connectivity, session, pause } = options;
  const attempts = createAttempts(options.fetch, options.timers);

  /** What remains to be done after a verdict: null to try again. */
  const settle = <T>(verdict: Verdict<T>, pass: Pass, token: string, wasLive: boolean): Sent<T> | null => {
    switch (verdict.kind) {
      case 'done':
        session.accepted();
        pass.succeeded();
        return { ok: true, value: verdict.value, wasLive };
      case 'refused':
        pass.succeeded();
        return { ok: false, error: verdict.error };
      case 'unreachable':
        pass.failed(verdict.failure, verdict.retryAfterMs);
        return null;
      case 'token_refused':
        session.refused(token);
        break;
      case 'scope_changed':
        session.scopeChanged(token);
        break;
      case 'too_old':
        connectivity.report({ kind: 'stop', reason: verdict.hint });
        options.onTooOld(verdict.hint);
        break;
      case 'troubled':
        break;
    }
    pass.left();
    return null;
  };

  const send = async <T>(request: Request<T>): Promise<Sent<T>> => {
    let { live } = request;
    let troubles = 0;
    for (;;) {
      const token = await session.token(request.signal);
      const pass = await connectivity.enter(request.signal);
      const wasLive = live && !pass.isProbe;
      const verdict = await attempts.run({ request, token, live: wasLive }).catch((error: unknown) => {
        pass.left();
        throw error;
      });
      live = false;
      if (verdict === WOKEN) {
        pass.left();
        continue;
      }
      const sent = settle(verdict, pass, token, wasLive);
      if (sent) {
        if (troubles > 0) request.onTrouble?.(null);
        return sent;
      }
      if (verdict.kind !== 'troubled') continue;
      troubles += 1;
      request.onTrouble?.(verdict.what);
      await pause(troubles, request.signal);
    }
  };
  return { send, wake: attempts.wake };
}
