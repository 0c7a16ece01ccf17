import { api, endOf } from './base.ts';

export const statusHandlers = {
  watch: api.status.watch.handler(({ context, signal }) => context.board.watch(endOf(signal))),
};
