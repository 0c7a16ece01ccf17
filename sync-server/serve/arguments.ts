import { parseArgs } from 'node:util';
import type { Environment } from '../config/parse.ts';

export const SERVER_HELP = `npm run server -- [options]
  --port N         port to listen on (PORT)
  --host ADDRESS   address to listen on (HOST)
  --data DIR       data folder (DATA_DIR)
  --demo           fill an empty database with a demo agency and three demo people
  --demo-leads N   size of that agency (default 20000, up to 1000000)
Everything else is set by environment variables or .env: see .env.example.`;

export type ServerArguments = {
  /** Options that override environment variables. */
  readonly overrides: Environment;
  readonly demo: { readonly leads: number } | null;
};

const DEFAULT_DEMO_LEADS = 20_000;
const MAX_DEMO_LEADS = 1_000_000;

/** Throws a TypeError with a readable message. */
export function parseServerArguments(argv: readonly string[]): ServerArguments | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      'demo-leads': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const leads = Number(values['demo-leads'] ?? DEFAULT_DEMO_LEADS);
  if (!Number.isInteger(leads) || leads < 0 || leads > MAX_DEMO_LEADS) {
    throw new TypeError(`--demo-leads must be a whole number up to ${MAX_DEMO_LEADS}`);
  }
  return {
    overrides: {
      ...(values.port === undefined ? {} : { PORT: values.port }),
      ...(values.host === undefined ? {} : { HOST: values.host }),
      ...(values.data === undefined ? {} : { DATA_DIR: values.data }),
    },
    demo: values.demo ? { leads } : null,
  };
}
