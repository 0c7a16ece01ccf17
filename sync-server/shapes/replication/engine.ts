/** Keeps a replication session alive: starts it, starts another when it ends, and says how the service is doing. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import type { HealthStatus } from '../http/replies.ts';
import type { ShapeLogger } from '../options.ts';
import type { Session } from './session.ts';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 3_000;

export type SessionEvents = { readonly onWaiting: () => void; readonly onCaughtUp: () => void };

export type Engine = {
  /** Resolves when active. @throws AppError `precondition_failed` when trying again cannot help. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Ends the session; the next one finds out what to do. */
  readonly restart: () => Promise<void>;
  readonly health: () => HealthStatus;
  /** True as soon as the service is active, false when that takes longer. */
  readonly whenReady: (timeoutMs: number) => Promise<boolean>;
  readonly restarts: () => number;
};

export function createEngine(newSession: (events: SessionEvents) => Session, log: ShapeLogger): Engine {
  let status: HealthStatus = 'starting';
  let session: Session | undefined;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let restarts = 0;
  const stopping = new AbortController();
  const hopeless = Promise.withResolvers<never>();
  hopeless.promise.catch(() => undefined);
  const waiters = new Set<() => void>();

  const become = (next: HealthStatus): void => {
    status = next;
    if (next !== 'active') return;
    for (const waiter of waiters) waiter();
    waiters.clear();
  };
  const loop = async (): Promise<void> => {
    for (let retryMs = FIRST_RETRY_MS; !isStopped; restarts += 1) {
      session = newSession({
        onWaiting: () => become('waiting'),
        onCaughtUp: () => {
          retryMs = FIRST_RETRY_MS;
          become('active');
        },
      });
      const cause = await session.run().catch((thrown: unknown) => thrown);
      if (isStopped) return;
      if (cause instanceof AppError && cause.code === 'precondition_failed') return hopeless.reject(cause);
      const reason = cause === undefined ? 'the connection was closed' : errorText(cause);
      if (status === 'active') become('starting');
      log.warn({ reason, retryMs }, 'replication ended and will be started again');
      await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
    }
  };
  const whenActive = (): Promise<void> =>
    status === 'active' ? Promise.resolve() : new Promise((resolve) => waiters.add(resolve));

  return {
    start: () => {
      running ??= loop();
      return Promise.race([whenActive(), hopeless.promise]);
    },
    stop: async () => {
      isStopped = true;
      stopping.abort();
      await session?.stop().catch(() => undefined);
      await running;
      become('starting');
      for (const waiter of waiters) waiter();
      waiters.clear();
    },
    restart: async () => {
      await session?.stop();
    },
    health: () => status,
    whenReady: async (timeoutMs) => {
      if (status === 'active' || isStopped) return !isStopped;
      const timer = new AbortController();
      const expired = delay(timeoutMs, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([whenActive(), expired]);
      timer.abort();
      return health() === 'active' && !isStopped;
    },
    restarts: () => restarts,
  };

  function health(): HealthStatus {
    return status;
  }
}
