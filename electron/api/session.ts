import { AppError } from '../../shared/kernel/app-error.ts';
import { createServerApi } from '../session/server-api.ts';
import { normalServerUrl } from '../session/server-url.ts';
import { withoutAccount, withServer } from '../session/profile.ts';
import { api } from './base.ts';

export const sessionHandlers = {
  setServer: api.session.setServer.handler(async ({ context, input }) => {
    const url = normalServerUrl(input.url);
    const { version } = await createServerApi(url, context.platform.fetch).probe();
    if (context.sessions.current() && context.profile.get().server_url !== url)
      await context.sessions.signOut();
    await context.profile.change((old) => withServer(old, url));
    context.board.update({ serverUrl: url });
    return { url, version };
  }),

  signIn: api.session.signIn.handler(({ context, input }) =>
    context.sessions.signIn(input.email, input.password),
  ),

  signOut: api.session.signOut.handler(async ({ context, input }) => {
    const signedIn = context.sessions.current();
    if (!signedIn) return;
    const { key } = signedIn.account;
    if (input.wipe && !input.discard) {
      const { outbox } = await context.workspaces.current();
      const { pending } = outbox.view();
      if (pending > 0) throw stillPending(pending);
    }
    await context.sessions.signOut();
    if (!input.wipe) return;
    await context.workspaces.remove(key);
    await context.profile.change((old) => withoutAccount(old, key));
  }),
};

function stillPending(pending: number): AppError {
  return new AppError('precondition_failed', `${pending} changes are pending`, {
    hint: `${pending === 1 ? 'One change has' : `${pending} changes have`} not reached the server yet and would be lost. Wait until nothing is pending, or choose to give ${pending === 1 ? 'it' : 'them'} up.`,
    details: { pending },
  });
}
