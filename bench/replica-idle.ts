/**
 * What a replica with 100,000 leads costs when nothing happens: memory of its process after a first load and after it was
 * opened again, how long that takes, and its disk after many updates, with our upkeep and without any.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { vacuumOne } from '../electron/replica/maintenance/upkeep.ts';
import { setStage } from '../tests/support/program.ts';
import { build } from '../scripts/build.ts';
import { figure } from './kit/figures.ts';
import { filledReplica } from './kit/load/filled-replica.ts';
import { loadReplica, openBundledReplica } from './kit/load/our-replica.ts';
import { signInToDemo } from './kit/load/sign-in.ts';
import { residentMegabytes } from './kit/process-cost.ts';
import type { Bench, Figure } from './kit/types.ts';

const LEADS = 100_000;
const IDLE_MS = 20_000;
/** A tenth of a million updates over a tenth of the leads: the ratio of the two is what counts. */
const DISK_LEADS = 10_000;
const UPDATES = 100_000;
const UPDATES_PER_TURN = 1_000;

async function memoryFigures(): Promise<readonly Figure[]> {
  await build(false);
  const stage = await setStage();
  try {
    const server = await stage.startServer({ leads: LEADS });
    const { deviceId, response } = await signInToDemo(server.address, join(stage.folder, 'server data'));
    const folder = join(stage.folder, 'replica');
    const first = await openBundledReplica(folder);
    await loadReplica(first, server.address, response, deviceId);
    await delay(IDLE_MS);
    const afterLoad = await residentMegabytes(first.pid);
    await first.client.close();
    const again = await openBundledReplica(folder);
    await again.client.info();
    await delay(IDLE_MS);
    const afterOpen = await residentMegabytes(again.pid);
    await again.client.close();
    const lower = { better: 'lower' } as const;
    const memory = (name: string, value: number | null) =>
      value === null ? [] : [figure({ ...lower, name, value, unit: 'MB', target: 250 })];
    return [
      ...memory('memory of the idle process, after a first load', afterLoad),
      ...memory('memory of the idle process, opened again', afterOpen),
      figure({
        ...lower,
        name: 'opened again: process start until it answers',
        value: again.openMs / 1000,
        unit: 's',
        target: 0.5,
      }),
    ];
  } finally {
    await stage.dispose();
  }
}

async function folderMegabytes(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0) / 1_000_000;
}

/** MB on disk before and after the updates. */
async function diskAfter(
  folder: string,
  hasUpkeep: boolean,
): Promise<{ readonly before: number; readonly after: number }> {
  const replica = await filledReplica(folder, DISK_LEADS);
  try {
    await replica.pglite.exec('CHECKPOINT');
    const before = await folderMegabytes(folder);
    for (let done = 0; done < UPDATES; done += UPDATES_PER_TURN) {
      await replica.database.write('sync', (sql) =>
        sql.script(
          `UPDATE leads SET title = 'Title ${done}', company = 'Firm ${done}'
           WHERE id IN (SELECT id FROM leads ORDER BY id OFFSET ${done % DISK_LEADS} LIMIT ${UPDATES_PER_TURN})`,
        ),
      );
      if (hasUpkeep) await vacuumOne(replica.database);
    }
    await replica.pglite.exec('CHECKPOINT');
    return { before, after: await folderMegabytes(folder) };
  } finally {
    await replica.close();
  }
}

export const bench: Bench = {
  name: 'replica-idle',
  describe: 'Memory of an idle replica with 100,000 leads, opening it again, and its disk after many updates',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xg idle '));
    try {
      const memory = await memoryFigures();
      const kept = await diskAfter(join(folder, 'kept'), true);
      const bare = await diskAfter(join(folder, 'bare'), false);
      return {
        figures: [
          ...memory,
          figure({
            name: `disk after ${UPDATES} updates of ${DISK_LEADS} leads`,
            value: kept.after,
            unit: 'MB',
            better: 'lower',
            target: 2 * kept.before,
            baseline: { name: 'the same without upkeep', value: bare.after },
            note: `${kept.before.toFixed(0)} MB before; upkeep had a turn after every ${UPDATES_PER_TURN} updates`,
          }),
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
