import { runMutation } from '../desktop/run-mutation.ts';
import { api } from './base.ts';

export const mutationHandlers = {
  run: api.mutations.run.handler(async ({ context, input }) => {
    const workspace = await context.workspaces.current();
    return runMutation(await workspace.mutationParties(), {
      name: input.name,
      args: input.args,
      expected: input.expected,
      memory: input.undo,
    });
  }),
};
