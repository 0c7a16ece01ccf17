/** A window without a window: the desktop's own contract over its WebSocket, for tests and benchmarks. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { DesktopContract } from '../../shared/contracts/desktop/contract.ts';
import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';

export type TestWindow = {
  readonly client: ContractRouterClient<DesktopContract>;
  /** The first status that fits; throws after `timeoutMs` with the last one seen. */
  readonly statusWhere: (
    fits: (status: DesktopStatus) => boolean,
    timeoutMs?: number,
  ) => Promise<DesktopStatus>;
  /** Total of a list query, as a window would be told. */
  readonly total: (query: string, args: unknown) => Promise<number>;
  readonly close: () => void;
};

/** `address` is what the desktop prints after `ready`; its token is used up. */
export async function openTestWindow(address: string): Promise<TestWindow> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token');
  const answer = await fetch(new URL('/desktop/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url.origin },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`the desktop refused its own token: ${answer.status}`);
  const { session } = (await answer.json()) as { session: string };
  const socket = await openSocket(url, session);
  const client: TestWindow['client'] = createORPCClient(new RPCLink({ websocket: socket }));
  return {
    client,
    close: () => socket.close(),
    statusWhere: (fits, timeoutMs = 60_000) => statusWhere(client, fits, timeoutMs),
    total: async (query, args) => {
      const events = await client.live.watch({
        subscription: `${Math.random()}`,
        query,
        args,
        window: { offset: 0, limit: 1 },
      });
      for await (const event of events) {
        if (event.kind === 'failed') throw new Error(event.error.hint);
        if (event.total >= 0) return event.total;
      }
      throw new Error('the desktop closed the list');
    },
  };
}

async function openSocket(url: URL, session: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${url.host}/desktop/socket`, {
    headers: { origin: url.origin },
  } as never);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ session })), { once: true });
    socket.addEventListener('message', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('the desktop closed the socket')), {
      once: true,
    });
  });
  return socket;
}

async function statusWhere(
  client: TestWindow['client'],
  fits: (status: DesktopStatus) => boolean,
  timeoutMs: number,
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
