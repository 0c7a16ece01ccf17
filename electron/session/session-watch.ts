/**
 * Keeps asking the server who the person is and what they may read, so that a changed scope, a closed account or a
 * restored server is known within half a minute. Being the one request that is always due, it also finds out that a
 * lost server is back.
 */
import { AppError } from '../../shared/kernel/app-error.ts';
import type { Connectivity } from '../sync/connectivity/connectivity.ts';
import type { Timers } from '../sync/connectivity/timers.ts';
import { reportTrouble } from '../sync/connectivity/trouble.ts';
import type { Refresh } from './sessions.ts';

export const SESSION_POLL_MS = 30_000;

export type SessionWatch = {
  /** Ask now, once the connection allows it. */
  readonly kick: () => void;
  readonly stop: () => Promise<void>;
};

export function watchSession(options: {
  readonly refresh: () => Promise<Refresh>;
  readonly connectivity: Connectivity;
  readonly timers: Timers;
  readonly onFault: (error: AppError) => void;
}): SessionWatch {
  const { connectivity, timers } = options;
  const stopping = new AbortController();
  let endWait: () => void = () => undefined;
  let isKicked = false;

  function wait(ms: number): Promise<void> {
    if (isKicked || stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const handle = timers.setTimeout(resolve, ms);
      endWait = () => {
        timers.clearTimeout(handle);
        resolve();
      };
    });
  }

  async function ask(): Promise<void> {
    const pass = await connectivity.enter(stopping.signal);
    isKicked = false;
    try {
      const refresh = await options.refresh();
      if (typeof refresh === 'object') {
        reportTrouble(connectivity, pass, refresh);
        if (refresh.kind === 'unreachable') return;
      } else if (refresh === 'refused' || refresh === 'no_token') {
        connectivity.report({ kind: 'token_refused' });
      } else pass.succeeded();
    } catch (cause) {
      options.onFault(AppError.from(cause));
    } finally {
      pass.left();
    }
    await wait(SESSION_POLL_MS);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await ask().catch(() => undefined);
  }

  const finished = run();
  return {
    kick: () => {
      isKicked = true;
      endWait();
    },
    stop: async () => {
      stopping.abort(new AppError('cancelled', 'session watch stopped'));
      endWait();
      await finished;
    },
  };
}
