import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { AppError, errorText } from '../../shared/kernel/app-error.ts';

export type BrowserOptions = {
  readonly port: number;
  readonly dataDir: string;
  readonly serverUrl: string | undefined;
  readonly open: boolean;
  readonly dev: boolean;
  readonly demoSignIn: { readonly email: string; readonly password: string } | undefined;
};

export const DEFAULT_PORT = 4780;

export const BROWSER_HELP = `Usage: node electron/browser.ts [options]
  --port N      port on 127.0.0.1 (busy: the next free one; default ${DEFAULT_PORT})
  --data DIR    folder of the profile (default ~/.xgrowthos)
  --server URL  the sync server
  --no-open     do not open a browser
  --dev         serve the interface from its sources`;

/** Reads the command line and environment. Throws `invalid_input` with what is wrong, `not_found` for `--help`. */
export function parseBrowserOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): BrowserOptions | 'help' {
  const values = readArgs(args);
  if (values.help === true) return 'help';
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('invalid_input', `--port ${values.port ?? ''} is not a port number`);
  }
  return {
    port,
    dataDir: resolve(values.data ?? join(homedir(), '.xgrowthos')),
    serverUrl: values.server ?? env['XG_SERVER_URL'],
    open: values['no-open'] !== true,
    dev: values.dev === true,
    demoSignIn: parseDemo(env['XG_DEMO_SIGN_IN']),
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        server: { type: 'string' },
        'no-open': { type: 'boolean' },
        dev: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new AppError('invalid_input', errorText(cause), { cause });
  }
}

/** `email password`, parted by the first space. */
function parseDemo(text: string | undefined): BrowserOptions['demoSignIn'] {
  const space = text?.indexOf(' ') ?? -1;
  if (text === undefined || space <= 0) return undefined;
  return { email: text.slice(0, space), password: text.slice(space + 1) };
}
