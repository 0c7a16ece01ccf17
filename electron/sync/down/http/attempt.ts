/** One request on the wire, with its watchdog: an answer that does not begin, or stops coming, is a failure. */
import { failureOf } from '../../connectivity/failure-of.ts';
import type { Timers } from '../../connectivity/timers.ts';
import type { Fetch } from '../types.ts';
import type { Request } from './requester.ts';
import { answerOf, type Answer, type Verdict } from './verdict.ts';

/** Long polls are held for 20 s by the server. */
const LIVE_TIMEOUT_MS = 45_000;
const TIMEOUT_MS = 30_000;

/** The attempt was dropped by `wake`. */
export const WOKEN = Symbol('woken');
const TIMED_OUT = Symbol('timed out');

export type Attempts = {
  /** Rejects only with the request's signal's reason. */
  readonly run: <T>(attempt: {
    readonly request: Request<T>;
    readonly token: string;
    readonly live: boolean;
  }) => Promise<Verdict<T> | typeof WOKEN>;
  readonly wake: () => void;
};

export function createAttempts(fetch: Fetch, timers: Timers): Attempts {
  const held = new Set<AbortController>();
  return {
    wake: () => {
      for (const controller of held) controller.abort(WOKEN);
    },
    run: async ({ request, token, live }) => {
      const controller = new AbortController();
      const relay = (): void => controller.abort(request.signal.reason);
      request.signal.addEventListener('abort', relay, { once: true });
      if (live) held.add(controller);
      const watchdog = createWatchdog(timers, () => controller.abort(TIMED_OUT));
      let answer: Answer;
      try {
        watchdog.expect(live ? LIVE_TIMEOUT_MS : TIMEOUT_MS);
        const response = await fetch(request.url(live), requestInit(request, token, controller.signal));
        const bytes = await readBytes(response, () => watchdog.expect(TIMEOUT_MS));
        answer = answerOf(response.status, response.headers, bytes);
      } catch (cause) {
        if (request.signal.aborted) throw request.signal.reason;
        if (controller.signal.reason === WOKEN) return WOKEN;
        const failure = controller.signal.reason === TIMED_OUT ? 'timeout' : failureOf(cause);
        return { kind: 'unreachable', failure, retryAfterMs: null };
      } finally {
        watchdog.end();
        held.delete(controller);
        request.signal.removeEventListener('abort', relay);
      }
      return request.read(answer);
    },
  };
}

function requestInit<T>(request: Request<T>, token: string, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
  // A redirect would carry the token elsewhere, and only a captive portal sends one.
  const init: RequestInit = { headers, signal, redirect: 'manual' };
  if (request.post === undefined) return init;
  headers['content-type'] = 'application/json';
  return { ...init, method: 'POST', body: JSON.stringify(request.post) };
}

function createWatchdog(timers: Timers, bite: () => void) {
  let timer: unknown = null;
  const end = (): void => {
    if (timer !== null) timers.clearTimeout(timer);
    timer = null;
  };
  return {
    end,
    expect: (withinMs: number): void => {
      end();
      timer = timers.setTimeout(bite, withinMs);
    },
  };
}

async function readBytes(response: Response, onProgress: () => void): Promise<Buffer> {
  onProgress();
  if (!response.body) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  for await (const chunk of response.body) {
    onProgress();
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
