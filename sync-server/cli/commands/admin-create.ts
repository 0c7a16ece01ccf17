import { MUTATIONS } from '../../../shared/mutations/registry/registry.ts';
import { createAuth } from '../../auth/auth.ts';
import { createPerson } from '../../auth/people.ts';
import { createPasswordLink, storePassword } from '../../auth/passwords.ts';
import { readConfigOrExit } from '../../config.ts';
import { resolveAuthSecret } from '../../config/auth-secret.ts';
import { connectDatabase } from '../../db/connect.ts';
import { openCentralDatabase } from '../../serve/database.ts';
import { createWriter } from '../../writes/writer.ts';
import { textOption, type Command } from '../command.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * The first person of a new installation. Works on the database itself, so it runs where the server runs, with the
 * server stopped or not.
 */
export const adminCreate: Command = {
  name: 'admin create',
  usage: 'xg admin create --email ADDRESS --name NAME [--data DIR]',
  describe: 'make an admin on this server; asks for a password, or prints a one-time link',
  options: { email: { type: 'string' }, name: { type: 'string' }, data: { type: 'string' } },
  run: async (input) => {
    const email = textOption(input, 'email');
    const name = textOption(input, 'name');
    if (!email || !name) throw new AppError('invalid_input', 'missing option', { hint: adminCreate.usage });
    const data = textOption(input, 'data');
    const config = await readConfigOrExit(data === undefined ? {} : { DATA_DIR: data });
    const database = await openCentralDatabase(config, quiet);
    const pool = connectDatabase({ url: database.url, max: 2, log: quiet });
    try {
      const writer = createWriter({ pool, clock: { now: Date.now }, log: quiet, registry: MUTATIONS });
      const { id } = await createPerson(
        { pool, runAsSystem: writer.runAsSystem },
        { email, name, role: 'admin' },
      );
      const password =
        input.environment['XG_PASSWORD'] ?? (await input.terminal.ask('Password (empty for a link)', true));
      const appUrl = config.appUrl ?? `http://${config.host}:${config.port}`;
      if (password) {
        const auth = createAuth({ pool, secret: (await resolveAuthSecret(config)).reveal(), appUrl });
        await storePassword(auth, pool, id, password);
        input.terminal.out(`${name} can sign in as ${email}.`);
      } else {
        const link = await createPasswordLink(pool, {
          userId: id,
          kind: 'invitation',
          appUrl,
          nowMs: Date.now(),
        });
        input.terminal.out(`${name} chooses a password here, within seven days:\n${link.url}`);
      }
      return 0;
    } finally {
      await pool.end();
      await database.stop();
    }
  },
};
