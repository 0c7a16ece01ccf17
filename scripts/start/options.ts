import { parseArgs } from 'node:util';

export type StartOptions = {
  readonly open: boolean;
  /** Port of the sync server; the desktop takes a free one. */
  readonly port: string | null;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly demoLeads: string | null;
  readonly dev: boolean;
};

export const START_HELP = `npm start -- [options]
  --no-open          do not open a browser window
  --port N           port of the sync server (default 4700; a busy one moves to the next free)
  --data DIR         where databases and secrets live (default .data)
  --no-demo          start empty: no demo agency, no demo people
  --demo-leads N     size of the demo agency (default 20000; up to 1000000)`;

/** Throws a TypeError with a readable message for an unknown or malformed option. */
export function parseStartOptions(argv: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      open: { type: 'boolean', default: true },
      port: { type: 'string' },
      data: { type: 'string', default: '.data' },
      demo: { type: 'boolean', default: true },
      'demo-leads': { type: 'string' },
      dev: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  if (values.help) return 'help';
  const { port, 'demo-leads': demoLeads } = values;
  if (port !== undefined && !(Number(port) >= 0 && Number(port) <= 65_535)) {
    throw new TypeError(`--port must be a number from 0 to 65535 (it is "${port}")`);
  }
  if (
    demoLeads !== undefined &&
    !(Number.isInteger(Number(demoLeads)) && Number(demoLeads) >= 0 && Number(demoLeads) <= 1_000_000)
  ) {
    throw new TypeError(`--demo-leads must be a whole number up to 1000000 (it is "${demoLeads}")`);
  }
  return {
    open: values.open,
    port: port ?? null,
    dataDir: values.data,
    demo: values.demo,
    demoLeads: demoLeads ?? null,
    dev: values.dev,
  };
}
