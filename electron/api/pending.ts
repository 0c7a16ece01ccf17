import { discardPending, pendingList, retryPending } from '../desktop/pending-list.ts';
import { rememberDiscarded } from '../desktop/undo/discard.ts';
import { sleep, WATCH_GAP_MS } from '../desktop/hub.ts';
import type { DesktopContext } from '../desktop.ts';
import { api, endOf } from './base.ts';

export const pendingHandlers = {
  watch: api.pending.watch.handler(({ context, signal }) => watchPending(context, endOf(signal))),

  discard: api.pending.discard.handler(async ({ context, input }) => {
    const { undo, mutationParties } = await context.workspaces.current();
    const parties = await mutationParties();
    return rememberDiscarded(await discardPending(parties, input.seq), parties, undo);
  }),

  retry: api.pending.retry.handler(async ({ context, input }) => {
    const workspace = await context.workspaces.current();
    await retryPending(await workspace.mutationParties(), input.seq);
  }),

  syncNow: api.pending.syncNow.handler(async ({ context }) => {
    const workspace = await context.workspaces.current();
    workspace.wake();
  }),
};

async function* watchPending(
  context: DesktopContext,
  signal: AbortSignal,
): AsyncGenerator<ReturnType<typeof pendingList>, void> {
  const { outbox } = await context.workspaces.current();
  let changed = Promise.withResolvers<void>();
  const stop = outbox.onChange(() => changed.resolve());
  const end = (): void => changed.resolve();
  signal.addEventListener('abort', end, { once: true });
  try {
    while (!signal.aborted) {
      changed = Promise.withResolvers();
      yield pendingList(outbox);
      await sleep(context.platform.timers, WATCH_GAP_MS, signal);
      if (!signal.aborted) await changed.promise;
    }
  } finally {
    signal.removeEventListener('abort', end);
    stop();
  }
}
