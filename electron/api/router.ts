import { api } from './base.ts';
import { deviceHandlers } from './device.ts';
import { importHandlers } from './imports.ts';
import { liveHandlers } from './live.ts';
import { mutationHandlers } from './mutations.ts';
import { pendingHandlers } from './pending.ts';
import { sessionHandlers } from './session.ts';
import { statusHandlers } from './status.ts';
import { undoHandlers } from './undo.ts';

/** Every handler behind the desktop contract; a missing one does not compile. */
export const desktopRouter = api.router({
  status: statusHandlers,
  session: sessionHandlers,
  live: liveHandlers,
  mutations: mutationHandlers,
  undo: undoHandlers,
  pending: pendingHandlers,
  imports: importHandlers,
  device: deviceHandlers,
});
