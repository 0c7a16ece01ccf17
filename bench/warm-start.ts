/**
 * A desktop that has 100,000 leads is started again: from the start of its process until a real Chromium has painted the
 * first rows of the lead list, with the server there and without it. Baseline: a process that opens the same folder with
 * a bare PGlite and reads one screen of leads, plus a page with one line of text in the same Chromium.
 */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openWindow } from '../electron/browser/testing/window.ts';
import { build } from '../scripts/build.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { setStage, type Stage } from '../tests/support/program.ts';
import { bareOpenMs, barePageMs } from './kit/bare-start.ts';
import { figure, percentile } from './kit/figures.ts';
import { openLeadList } from './kit/first-rows.ts';
import { residentMegabytes } from './kit/process-cost.ts';
import { replicaDataOf } from './kit/replica-copy.ts';
import type { Bench, Figure } from './kit/types.ts';

const LEADS = 100_000;
const STARTS = 5;
const PROFILE = 'desktop';
const LOAD_PATIENCE_MS = 300_000;

type Start = { readonly readyMs: number; readonly rowsMs: number; readonly memory: number | null };

async function firstLoad(stage: Stage, serverUrl: string): Promise<void> {
  const desktop = await stage.startDesktop(PROFILE, serverUrl);
  const window = await openWindow(desktop.address);
  await statusWhere(window.client, isLive, LOAD_PATIENCE_MS);
  window.close();
  await desktop.stop();
}

async function startAgain(stage: Stage, browser: Browser, serverUrl: string): Promise<Start> {
  const spawnedAt = performance.timeOrigin + performance.now();
  const desktop = await stage.startDesktop(PROFILE, serverUrl);
  const readyAt = performance.timeOrigin + performance.now();
  try {
    const { page, paintedAt } = await openLeadList(browser, desktop.address);
    const memory = await residentMegabytes(desktop.pid);
    await page.close();
    return { readyMs: readyAt - spawnedAt, rowsMs: paintedAt - spawnedAt, memory };
  } finally {
    await desktop.stop();
  }
}

async function repeated<T>(times: number, run: (turn: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let turn = 0; turn < times; turn += 1) results.push(await run(turn));
  return results;
}

async function baselineSeconds(stage: Stage, browser: Browser): Promise<number> {
  const source = await replicaDataOf(join(stage.folder, PROFILE));
  const times = await repeated(STARTS, async (turn) => {
    const copy = join(stage.folder, `bare ${turn}`);
    await cp(source, copy, { recursive: true });
    return (await bareOpenMs(copy)) + (await barePageMs(browser));
  });
  return percentile(times, 50) / 1000;
}

function figures(words: string, starts: readonly Start[], bare: number): readonly Figure[] {
  const note = `median of ${starts.length} starts; slowest ${Math.round(Math.max(...starts.map(({ rowsMs }) => rowsMs)))} ms`;
  const ready = percentile(
    starts.map(({ readyMs }) => readyMs),
    50,
  );
  return [
    figure({
      name: `process start to first painted rows, ${words}`,
      value:
        percentile(
          starts.map(({ rowsMs }) => rowsMs),
          50,
        ) / 1000,
      unit: 's',
      better: 'lower',
      target: 1.5,
      baseline: { name: 'bare PGlite open and one read, and a static page', value: bare },
      note,
    }),
    figure({
      name: `process start to the printed address, ${words}`,
      value: ready / 1000,
      unit: 's',
      better: 'lower',
      note: 'the part of it before a window can be opened',
    }),
  ];
}

export const bench: Bench = {
  name: 'warm-start',
  describe:
    'A desktop with 100,000 leads, started again: until its first rows are painted, with and without server',
  run: async () => {
    await build(false);
    const stage = await setStage();
    const browser = await launchChromium();
    try {
      const server = await stage.startServer({ leads: LEADS });
      await firstLoad(stage, server.address);
      const up = await repeated(STARTS, () => startAgain(stage, browser, server.address));
      await server.stop();
      const down = await repeated(STARTS, () => startAgain(stage, browser, server.address));
      const bare = await baselineSeconds(stage, browser);
      const memory = down.flatMap((start) => start.memory ?? []);
      return {
        figures: [
          ...figures('server up', up, bare),
          ...figures('server down', down, bare),
          ...(memory.length === 0
            ? []
            : [
                figure({
                  name: 'memory of the desktop with the list open',
                  value: percentile(memory, 50),
                  unit: 'MB',
                  better: 'lower',
                  note: 'the whole desktop process, without the browser',
                }),
              ]),
        ],
      };
    } finally {
      await browser.close();
      await stage.dispose();
    }
  },
};
