/**
 * 100,000 leads into a queryable replica: our down-sync with all tables, the stock plugin with its fastest method, and a
 * bare COPY, in turn, each in a process of its own, from the same server, which has its snapshots. Then the whole desktop,
 * from its sign-in until everything is shown and live.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { openWindow } from '../electron/browser/testing/window.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { setStage, type Stage } from '../tests/support/program.ts';
import { build } from '../scripts/build.ts';
import { figure, percentile } from './kit/figures.ts';
import { loadReplica, openBundledReplica } from './kit/load/our-replica.ts';
import { runLoader, type LoaderRun } from './kit/load/run-loader.ts';
import { signInToDemo } from './kit/load/sign-in.ts';
import { peakMegabytes, processorSeconds } from './kit/process-cost.ts';
import type { Bench, Figure } from './kit/types.ts';

const LEADS = 100_000;
const PATIENCE_MS = 300_000;
/** Each of the three loads, in turn, so often; the median counts. */
const ROUNDS = 3;

type Loads = { readonly ours: LoaderRun[]; readonly stock: LoaderRun[]; readonly bare: LoaderRun[] };

async function compareLoads(stage: Stage, serverUrl: string): Promise<Loads> {
  const { deviceId, response } = await signInToDemo(serverUrl, join(stage.folder, 'server data'));
  const loads: Loads = { ours: [], stock: [], bare: [] };
  // Once without counting: the server takes its snapshots.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const folder = (name: string): string => join(stage.folder, `${name} ${round}`);
    const opened = await openBundledReplica(folder('ours'));
    const ours = await loadReplica(opened, serverUrl, response, deviceId);
    await opened.client.close();
    if (round === 0) continue;
    loads.ours.push(ours);
    for (const [name, program] of [
      ['stock', 'stock-sync.ts'],
      ['bare', 'bare-copy.ts'],
    ] as const) {
      loads[name].push(await runLoader(program, [serverUrl, response.token, folder(name)]));
    }
  }
  for (const { rows } of [...loads.ours, ...loads.stock, ...loads.bare]) {
    if (rows < LEADS) throw new Error(`only ${rows} rows arrived`);
  }
  return loads;
}

function medianOf(runs: readonly LoaderRun[], cost: (run: LoaderRun) => number | null): number | null {
  const values = runs.flatMap((run) => cost(run) ?? []);
  return values.length === 0 ? null : percentile(values, 50);
}

function loadFigures({ ours, stock, bare }: Loads): readonly Figure[] {
  const costs = [
    { what: 'time', unit: 's', of: (run: LoaderRun) => run.seconds },
    { what: 'memory, peak', unit: 'MB', of: (run: LoaderRun) => run.peak, target: 600 },
    { what: 'processor time', unit: 's', of: (run: LoaderRun) => run.processor },
  ];
  return costs.flatMap(({ what, unit, of, target }) => {
    const value = medianOf(ours, of);
    if (value === null) return [];
    return [
      ['stock pglite-sync, csv, leads only', stock] as const,
      ['bare PGlite COPY, rows in memory', bare] as const,
    ].map(([name, runs], at) => {
      const baseline = { name, value: medianOf(runs, of) ?? Number.NaN };
      const isFirst = at === 0;
      return figure({
        name: `${what} of a load into a queryable replica, against ${isFirst ? 'stock' : 'bare'}`,
        value,
        unit,
        better: 'lower',
        baseline,
        ...(what === 'time' ? { target: baseline.value * (isFirst ? 1 : 3) } : {}),
        ...(target === undefined ? {} : { target }),
        note: `median of ${ROUNDS}, in turn; ours: ${ours[0]?.rows} rows of all tables, without opening; indexes beside the key follow`,
      });
    });
  });
}

const loopSchema = z.object({ p99: z.number(), max: z.number() });

/** A whole desktop with an empty profile. */
async function desktopFigures(stage: Stage, serverUrl: string): Promise<readonly Figure[]> {
  const loopFile = join(stage.folder, 'loop.json');
  const watch = pathToFileURL(join(import.meta.dirname, 'kit/load/event-loop-watch.ts')).href;
  const former = process.env['NODE_OPTIONS'];
  Object.assign(process.env, { XG_LOOP_FILE: loopFile, NODE_OPTIONS: `--import=${watch}` });
  const desktop = await stage.startDesktop('desktop', serverUrl);
  const signedInAt = performance.now();
  delete process.env['XG_LOOP_FILE'];
  if (former === undefined) delete process.env['NODE_OPTIONS'];
  else process.env['NODE_OPTIONS'] = former;
  const window = await openWindow(desktop.address);
  try {
    await statusWhere(window.client, isLive, PATIENCE_MS);
    const seconds = (performance.now() - signedInAt) / 1000;
    const loop = loopSchema.parse(JSON.parse(await readFile(loopFile, 'utf8')));
    const [peak, processor] = [await peakMegabytes(desktop.pid), await processorSeconds(desktop.pid)];
    const lower = { better: 'lower' } as const;
    return [
      figure({ ...lower, name: 'desktop: sign-in to live', value: seconds, unit: 's', target: 10 }),
      figure({
        ...lower,
        name: 'desktop: event loop of the main process, p99',
        value: loop.p99,
        unit: 'ms',
        target: 20,
        note: `from its start until live; the longest ${loop.max.toFixed(0)} ms`,
      }),
      ...(peak === null
        ? []
        : [
            figure({
              ...lower,
              name: 'desktop: memory of all its processes, peaks added',
              value: peak,
              unit: 'MB',
            }),
          ]),
      ...(processor === null
        ? []
        : [
            figure({
              ...lower,
              name: 'desktop: processor time of the main process',
              value: processor,
              unit: 's',
            }),
          ]),
    ];
  } finally {
    window.close();
    await desktop.stop();
  }
}

export const bench: Bench = {
  name: 'first-sync',
  describe:
    '100,000 leads into an empty replica, beside the stock plugin and a bare COPY; and the whole desktop',
  run: async () => {
    await build(false);
    const stage = await setStage();
    try {
      const server = await stage.startServer({ leads: LEADS });
      const loads = await compareLoads(stage, server.address);
      return { figures: [...loadFigures(loads), ...(await desktopFigures(stage, server.address))] };
    } finally {
      await stage.dispose();
    }
  },
};
