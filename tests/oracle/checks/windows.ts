/** Windows against a query that starts from nothing over the same rows. */
import { createLiveHub } from '../../../electron/replica/live/hub.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { QUERIES } from '../../../shared/queries/registry.ts';
import type { Device } from '../device/device.ts';
import { afterEvent, type Shown, type WindowRequest } from '../device/windows.ts';

export async function compareWindows(device: Device, replica: Replica): Promise<readonly string[]> {
  const found: string[] = [];
  await replica.live.settled();
  // What was told travels through a mailbox.
  await new Promise((resolve) => setTimeout(resolve, 3));
  for (const { request: requestNow, shown } of device.windows()) {
    const request = requestNow();
    const wanted = await askAnew(replica, request);
    const told = shown();
    if (!told || textOf(told) !== textOf(wanted)) {
      found.push(
        `a window of ${device.name} on ${request.query} shows ${textOf(told)} instead of ${textOf(wanted)}`.slice(
          0,
          1_500,
        ),
      );
    }
  }
  return found;
}

async function askAnew({ database }: Replica, request: WindowRequest): Promise<Shown> {
  const hub = createLiveHub({
    database,
    queries: QUERIES,
    badges: { stateOf: () => 'synced', reread: async () => new Set() },
    asOf: () => null,
    now: () => performance.now(),
    delay: (run, ms) => void setTimeout(run, ms),
    report: () => undefined,
  });
  let shown: Shown | null = null;
  const handle = hub.watch(request, {
    push: (event) => void (shown = afterEvent(shown, event)),
    ready: () => true,
  });
  await hub.settled();
  handle.close();
  return shown ?? { total: 0, order: [], rows: new Map() };
}

function textOf(shown: Shown | null): string {
  if (!shown) return 'nothing';
  return JSON.stringify({ total: shown.total, rows: shown.order.map((key) => [key, shown.rows.get(key)]) });
}
