/**
 * The network between one device and the server: requests and answers are lost, late, doubled, cut short, or answered
 * by somebody in between. What the server did is done, whatever the device hears of it.
 */
import { sessionInfoSchema } from '../../../shared/contracts/server/session.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import { withoutTables, type Scenery } from '../world/scenery.ts';
import type { Timers } from '../../../electron/sync/connectivity/timers.ts';

export type Weather = {
  readonly lost: number;
  readonly answerLost: number;
  readonly doubled: number;
  readonly late: number;
  readonly cut: number;
  readonly gateway: number;
  readonly refused: number;
};

export const CALM: Weather = {
  lost: 0,
  answerLost: 0,
  doubled: 0,
  late: 0,
  cut: 0,
  gateway: 0,
  refused: 0,
};

/** Which way is blocked. */
export type Blocked = 'none' | 'all' | 'up' | 'down';

export type Network = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly setWeather: (weather: Weather) => void;
  readonly block: (blocked: Blocked) => void;
  /** Addresses of the requests under way, the held ones of shapes apart. */
  readonly underWay: () => readonly string[];
};

export function createNetwork(options: {
  readonly answer: (request: Request) => Promise<Response>;
  readonly random: Random;
  readonly timers: Timers;
  readonly scenery: Scenery;
}): Network {
  const { answer, random, timers } = options;
  let weather = CALM;
  let blocked: Blocked = 'none';
  let breaking = Promise.withResolvers<never>();
  breaking.promise.catch(() => undefined);
  const underWay = new Set<{ readonly url: string }>();

  const isBlocked = (url: string): boolean => {
    if (blocked === 'all') return true;
    const isDown = url.includes('/v1/shape') || url.includes('/api/barrier');
    return blocked === 'down' ? isDown : blocked === 'up' && !isDown;
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void timers.setTimeout(resolve, ms));

  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await answer(new Request(url, init));
    // Read to its end here, so that what follows happens to a whole answer.
    const text = response.status === 204 ? null : await response.text();
    const heard = text !== null && response.ok && url.endsWith('/api/session') ? smaller(text) : text;
    return new Response(heard, { status: response.status, headers: response.headers });
  };
  const smaller = (text: string): string =>
    JSON.stringify(withoutTables(sessionInfoSchema.parse(JSON.parse(text)), options.scenery));
  const travel = async (url: string, init: RequestInit): Promise<Response> => {
    const now = weather;
    const isSession = url.endsWith('/api/session');
    if (isBlocked(url) || random.chance(now.lost)) throw new TypeError('fetch failed');
    if (random.chance(now.gateway))
      return new Response('Bad gateway', { status: random.pick([502, 503, 500]) });
    // A refused session would mean signing in anew, which is a story of its own.
    if (!isSession && random.chance(now.refused)) return refusedAnswer();
    if (random.chance(now.late)) await wait(random.int(1, 3_000));
    if (random.chance(now.doubled)) echo(url, init);
    const response = await ask(url, init);
    if (random.chance(now.answerLost)) throw new TypeError('fetch failed');
    return random.chance(now.cut) ? cutShort(response, random) : response;
  };
  /** The same bytes arrive once more, later; nobody hears the answer. */
  const echo = (url: string, init: RequestInit): void => {
    const { signal: _signal, ...copy } = init;
    if (url.includes('live=true')) return;
    wait(random.int(0, 5_000))
      .then(() => ask(url, copy))
      .catch(() => undefined);
  };
  return {
    fetch: async (url, init) => {
      const entry = { url };
      underWay.add(entry);
      try {
        return await Promise.race([travel(url, init), breaking.promise, abortion(init.signal)]);
      } finally {
        underWay.delete(entry);
      }
    },
    setWeather: (next) => void (weather = next),
    block: (next) => {
      blocked = next;
      if (next === 'none') return;
      const former = breaking;
      breaking = Promise.withResolvers<never>();
      breaking.promise.catch(() => undefined);
      former.reject(new TypeError('network connection was lost'));
    },
    underWay: () => [...underWay].map(({ url }) => url).filter((url) => !url.includes('live=true')),
  };
}

function refusedAnswer(): Response {
  const error = { code: 'unauthenticated', hint: 'Sign in again.', retryable: false };
  return Response.json({ error }, { status: 401 });
}

async function cutShort(response: Response, random: Random): Promise<Response> {
  const text = await response.text();
  const headers = response.headers;
  if (response.status === 204) return response;
  return new Response(text.slice(0, random.int(0, Math.max(0, text.length - 1))), {
    status: response.status,
    headers,
  });
}

function abortion(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (!signal) return;
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
