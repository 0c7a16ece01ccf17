/** Two windows of a desktop: each keeps what it was told, the way the renderer does. */
import type { LiveEvent } from '../../../shared/contracts/desktop/live.ts';
import type { ReplicaClient } from '../../../electron/replica/types.ts';

export type WindowRequest = {
  readonly query: string;
  readonly args: unknown;
  readonly window?: Window;
};

export const WINDOWS: readonly WindowRequest[] = [
  { query: 'leads.list', args: { view: {} }, window: { offset: 3, limit: 25 } },
  { query: 'users.all', args: {} },
];

export type Shown = {
  readonly total: number;
  readonly order: readonly string[];
  readonly rows: ReadonlyMap<string, string>;
};

export type Window = { readonly offset: number; readonly limit: number };

export type OpenWindow = {
  readonly request: () => WindowRequest;
  readonly shown: () => Shown | null;
  readonly move: (window: Window) => void;
};

export function openWindows(
  client: () => Promise<ReplicaClient>,
  signal: AbortSignal,
): readonly OpenWindow[] {
  return WINDOWS.map((first, index) => {
    let request = first;
    const subscription = `window-${index}`;
    let shown: Shown | null = null;
    const follow = async (): Promise<void> => {
      while (!signal.aborted) {
        const replica = await client();
        for await (const event of replica.watch({ ...request, subscription }, signal)) {
          shown = afterEvent(shown, event);
        }
        // The process behind it ended; what was shown stays until another one speaks.
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    follow().catch(() => undefined);
    return {
      request: () => request,
      shown: () => shown,
      move: (window) => {
        if (!request.window) return;
        request = { ...request, window };
        client()
          .then((replica) => replica.moveWindow(subscription, window.offset, window.limit))
          .catch(() => undefined);
      },
    };
  });
}

export function afterEvent(before: Shown | null, event: LiveEvent): Shown | null {
  if (event.kind === 'failed') return before;
  if (event.kind === 'snapshot') {
    const rows = new Map(event.rows.map(({ key, row }) => [key, JSON.stringify(row)]));
    return { total: event.total, order: event.rows.map(({ key }) => key), rows };
  }
  const rows = new Map(before?.rows);
  for (const { key, row } of event.upserts) rows.set(key, JSON.stringify(row));
  const order = event.order;
  return {
    total: event.total,
    order,
    rows: new Map(order.flatMap((key) => (rows.has(key) ? [[key, rows.get(key) ?? '']] : []))),
  };
}
