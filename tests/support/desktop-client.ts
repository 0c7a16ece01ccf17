/** Questions to a desktop through its own contract, for tests and benchmarks that look beside the screen. */
import type { TestWindow } from '../../electron/browser/testing/window.ts';
import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';

export type DesktopClient = TestWindow['client'];

/** Everything is loaded and the server answers. */
export function isLive(status: DesktopStatus): boolean {
  return (
    status.phase === 'ready' &&
    status.asOf !== null &&
    status.initialSync === null &&
    status.connection === 'online'
  );
}

/** The first status that fits; throws after `timeoutMs` with the last one seen. */
export async function statusWhere(
  client: DesktopClient,
  fits: (status: DesktopStatus) => boolean,
  timeoutMs = 60_000,
): Promise<DesktopStatus> {
  let last: DesktopStatus | null = null;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    for await (const status of await client.status.watch(undefined, { signal })) {
      last = status;
      if (fits(status)) return status;
    }
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
  throw new Error(`the status never came; last: ${JSON.stringify(last)}`);
}
