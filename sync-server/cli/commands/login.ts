import { randomUUID } from 'node:crypto';
import { hostname, platform } from 'node:os';
import { signInResponseSchema } from '../../../shared/contracts/server/session.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createApiClient } from '../api-client.ts';
import { textOption, type Command } from '../command.ts';
import { profilePath, readProfile, writeProfile } from '../profile.ts';

const DEFAULT_SERVER = 'http://127.0.0.1:4700';

/** The password is asked for, or read from XG_PASSWORD: an argument would be there for every user of the machine to read. */
export const login: Command = {
  name: 'login',
  usage: 'xg login [--server URL] [--email ADDRESS]',
  describe: 'sign in; the password is asked for, or taken from XG_PASSWORD',
  options: { server: { type: 'string' }, email: { type: 'string' } },
  run: async (input) => {
    const path = profilePath(input.environment);
    const known = await readProfile(path).catch(() => null);
    const server = textOption(input, 'server') ?? known?.server ?? DEFAULT_SERVER;
    const email = textOption(input, 'email') ?? (await input.terminal.ask('E-mail', false));
    const password = input.environment['XG_PASSWORD'] ?? (await input.terminal.ask('Password', true));
    if (!email || !password) {
      throw new AppError('invalid_input', 'no credentials', {
        hint: 'Give --email, and the password when asked or in XG_PASSWORD.',
      });
    }
    // A device belongs to one person: another person on this profile is another device.
    const deviceId = known?.email === email && known.server === server ? known.device_id : randomUUID();
    const answer = await createApiClient(server, null).post(
      '/api/sign-in',
      {
        email,
        password,
        device: { id: deviceId, name: `xg on ${hostname()}`.slice(0, 100), platform: platform() },
      },
      signInResponseSchema,
    );
    await writeProfile(path, { server, email, device_id: deviceId, token: answer.token });
    const { person } = answer.session;
    input.terminal.out(`Signed in to ${server} as ${person.name} (${person.role.replace('_', ' ')}).`);
    return 0;
  },
};
