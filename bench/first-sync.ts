/**
 * A real desktop process with an empty profile against a real server process with 100,000 leads: from its sign-in until
 * everything is shown and live. Baseline: a bare PGlite that COPYs the very same lead rows into a table without key or
 * indexes, from memory, with nothing else to do.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openWindow } from '../electron/browser/testing/window.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { setStage, type Stage } from '../tests/support/program.ts';
import { build } from '../scripts/build.ts';
import { figure } from './kit/figures.ts';
import { peakMegabytes, processorSeconds, residentMegabytes } from './kit/process-cost.ts';
import { copyTable, replicaDataOf } from './kit/replica-copy.ts';
import type { Bench } from './kit/types.ts';

const LEADS = 100_000;
const PATIENCE_MS = 300_000;

type Loaded = {
  readonly fromSpawnMs: number;
  readonly fromSignInMs: number;
  readonly rows: number;
  readonly peak: number | null;
  readonly settled: number | null;
  readonly processor: number | null;
};

/** The first desktop of a server also has it take its snapshots; the second finds them there. */
async function load(stage: Stage, name: string, serverUrl: string): Promise<Loaded> {
  const spawnedAt = performance.now();
  const desktop = await stage.startDesktop(name, serverUrl);
  // The program says that it is ready when the person is signed in.
  const signedInAt = performance.now();
  const window = await openWindow(desktop.address);
  try {
    await statusWhere(window.client, isLive, PATIENCE_MS);
    const liveAt = performance.now();
    const { replicaRows } = await window.client.device.info();
    if (replicaRows < LEADS) throw new Error(`only ${replicaRows} rows arrived`);
    return {
      fromSpawnMs: liveAt - spawnedAt,
      fromSignInMs: liveAt - signedInAt,
      rows: replicaRows,
      peak: await peakMegabytes(desktop.pid),
      settled: await residentMegabytes(desktop.pid),
      processor: await processorSeconds(desktop.pid),
    };
  } finally {
    window.close();
    await desktop.stop();
  }
}

async function bareCopySeconds(stage: Stage, profile: string): Promise<number> {
  const leads = await copyTable(await replicaDataOf(profile), join(stage.folder, 'copy of it'), 'leads');
  const folder = join(stage.folder, 'bare');
  const pglite = await PGlite.create(folder);
  try {
    await pglite.exec(`CREATE TABLE leads (${leads.definition})`);
    const startedAt = performance.now();
    await pglite.query(`COPY leads (${leads.columns}) FROM '/dev/blob'`, [], { blob: leads.text });
    return (performance.now() - startedAt) / 1000;
  } finally {
    await pglite.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function costFigures(loaded: Loaded) {
  const { peak, settled, processor } = loaded;
  return [
    ...(processor === null
      ? []
      : [
          figure({
            name: 'processor time of the desktop',
            value: processor,
            unit: 's',
            better: 'lower',
            note: 'all threads, from its start until live; compiling the database among them',
          }),
        ]),
    ...(peak === null
      ? []
      : [
          figure({
            name: 'memory of the desktop, peak',
            value: peak,
            unit: 'MB',
            better: 'lower',
            target: 600,
            note: 'the whole process tree, replica and interface server included',
          }),
        ]),
    ...(settled === null
      ? []
      : [figure({ name: 'memory of the desktop, just after', value: settled, unit: 'MB', better: 'lower' })]),
  ];
}

export const bench: Bench = {
  name: 'first-sync',
  describe: 'An empty desktop against 100,000 leads: sign-in until all rows are shown and live',
  run: async () => {
    await build(false);
    const stage = await setStage();
    try {
      const server = await stage.startServer({ leads: LEADS });
      const first = await load(stage, 'first', server.address);
      const second = await load(stage, 'second', server.address);
      await server.stop();
      const baseline = {
        name: 'bare PGlite COPY of the leads',
        value: await bareCopySeconds(stage, join(stage.folder, 'second')),
      };
      const note = `${first.rows} rows of all tables`;
      return {
        figures: [
          figure({
            name: 'sign-in to live, first desktop of a server',
            value: first.fromSignInMs / 1000,
            unit: 's',
            better: 'lower',
            target: 10,
            baseline,
            note: `${note}; the server takes its snapshots meanwhile`,
          }),
          figure({
            name: 'sign-in to live, second desktop',
            value: second.fromSignInMs / 1000,
            unit: 's',
            better: 'lower',
            target: 10,
            baseline,
            note,
          }),
          figure({
            name: 'process start to live, second desktop',
            value: second.fromSpawnMs / 1000,
            unit: 's',
            better: 'lower',
            note: 'starting Node, opening the profile and signing in included',
          }),
          ...costFigures(second),
        ],
      };
    } finally {
      await stage.dispose();
    }
  },
};
