import type { DesktopContext } from '../desktop.ts';
import type { Lane } from '../desktop/undo/remembered.ts';
import { api } from './base.ts';

export const undoHandlers = {
  undo: api.undo.undo.handler(({ context, input }) => takeBack(context, 'undo', input.group)),
  redo: api.undo.redo.handler(({ context, input }) => takeBack(context, 'redo', input.group)),
};

async function takeBack({ workspaces }: DesktopContext, lane: Lane, group: string | undefined) {
  const workspace = await workspaces.current();
  return workspace.undo.takeBack(await workspace.mutationParties(), lane, group);
}
