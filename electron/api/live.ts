import type { LiveEvent } from '../../shared/contracts/desktop/live.ts';
import type { DesktopContext } from '../desktop.ts';
import { api, endOf } from './base.ts';

export const liveHandlers = {
  watch: api.live.watch.handler(({ context, input, signal }) =>
    watched(context, { ...input, args: input.args }, endOf(signal)),
  ),

  moveWindow: api.live.moveWindow.handler(async ({ context, input }) => {
    const replica = await replicaOf(context);
    await replica.moveWindow(input.subscription, input.offset, input.limit);
  }),

  keys: api.live.keys.handler(async ({ context, input }) => {
    const replica = await replicaOf(context);
    return { keys: [...(await replica.keys(input.query, input.args))] };
  }),
};

async function* watched(
  context: DesktopContext,
  request: Parameters<Awaited<ReturnType<typeof replicaOf>>['watch']>[0],
  signal: AbortSignal,
): AsyncGenerator<LiveEvent, void> {
  const replica = await replicaOf(context);
  if (!signal.aborted) yield* replica.watch(request, signal);
}

async function replicaOf(context: DesktopContext) {
  const { replica } = await context.workspaces.current();
  return replica.client();
}
