import { runMutation } from '../desktop/run-mutation.ts';
import type { MutationCall } from '../desktop/run-mutation.ts';
import type { Workspace } from '../desktop/workspace.ts';
import { api } from './base.ts';

export const mutationHandlers = {
  run: api.mutations.run.handler(async ({ context, input }) => {
    const workspace = await context.workspaces.current();
    const { name, args, expected, undo: memory } = input;
    return workspace.undo.during(run(workspace, { name, args, expected, memory }));
  }),
};

async function run({ mutationParties }: Workspace, call: MutationCall) {
  return runMutation(await mutationParties(), call);
}
