import type { Timers } from '../../connectivity/timers.ts';
import type { FakeServer } from './fake-server.ts';

export type Fault = 'none' | 'network' | 'error' | 'truncated' | 'unavailable' | 'html';

/** Every n-th request meets the fault; every request takes up to `delayMs`, so that answers overtake each other. */
export type FaultPlan = { readonly kind: Fault; readonly every: number; readonly delayMs: number };

export const NO_FAULT: FaultPlan = { kind: 'none', every: 1, delayMs: 0 };

export function injectFaults(
  server: FakeServer,
  timers: Timers,
): { readonly set: (plan: FaultPlan) => void } {
  let plan = NO_FAULT;
  let requests = 0;
  const isDue = (): boolean => requests % plan.every === 0;

  const wait = (ms: number, signal: AbortSignal | null | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = timers.setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        timers.clearTimeout(timer);
        reject(signal.reason);
      });
    });
  server.intercept = async (_url, { signal }) => {
    requests += 1;
    const met = isDue() ? plan.kind : 'none';
    if (plan.delayMs > 0) await wait((requests * 7) % plan.delayMs, signal);
    if (met === 'network') throw new TypeError('fetch failed');
    if (met === 'error') return new Response('{}', { status: 500 });
    if (met === 'unavailable') return new Response('', { status: 503 });
    if (met === 'html') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    return null;
  };
  server.mangle = async (_url, response) => {
    if (plan.kind !== 'truncated' || !isDue() || response.status !== 200) return response;
    const body = await response.text();
    return new Response(body.slice(0, (requests * 13) % Math.max(1, body.length)), response);
  };
  return { set: (next) => void (plan = next) };
}
