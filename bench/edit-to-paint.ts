/**
 * Cells of the lead list edited by keyboard in a real Chromium, with 100,000 leads: from the key that commits to the
 * painted value, and to the frame in which the row is stored on this device. Once with the server there, once without it
 * and with 10,000 changes waiting. Baseline: a key that changes one text of a page without any framework.
 */
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openWindow, type TestWindow } from '../electron/browser/testing/window.ts';
import { build } from '../scripts/build.ts';
import { EMPTY_LIST_VIEW } from '../shared/domain/list-view/list-view.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { setStage, type Program, type Stage } from '../tests/support/program.ts';
import { bareEditMs, editCell, watchEdits, type Edit } from './kit/edit-watch.ts';
import { figure, percentile } from './kit/figures.ts';
import { openLeadList } from './kit/first-rows.ts';
import type { Bench, Figure } from './kit/types.ts';

const LEADS = 100_000;
const EDITS = 120;
const WARM_UP = 10;
/** Rows edited in turn: all of them stay on screen. */
const ROWS = 15;
const PENDING = 10_000;
const BLOCK = 500;
const AT_ONCE = 50;
const PATIENCE_MS = 300_000;

const leadSchema = z.object({ id: z.string(), client_id: z.string() });
type Lead = z.infer<typeof leadSchema>;

async function editMany(browser: Browser, address: string, word: string): Promise<readonly Edit[]> {
  const { page } = await openLeadList(browser, address);
  await watchEdits(page);
  const edits: Edit[] = [];
  for (let turn = 0; turn < WARM_UP + EDITS; turn += 1) {
    await companyCell(page, turn % ROWS);
    const edit = await editCell(page, `${word} ${turn} Ltd`);
    if (turn >= WARM_UP) edits.push(edit);
  }
  await page.close();
  return edits;
}

/** Puts the cursor there, as a click does. */
async function companyCell(page: Page, row: number): Promise<void> {
  const header = page.getByRole('columnheader', { name: 'Company' });
  const column = Number(await header.getAttribute('aria-colindex')) - 1;
  await page.locator(`[role=row][data-index="${row}"] [data-column="${column}"]`).click();
}

/** Edits of one lead each, as a person's outbox holds them after a month offline. */
async function fillOutbox({ client }: TestWindow): Promise<void> {
  for (let offset = 0; offset < PENDING; offset += BLOCK) {
    const leads = await readLeads(client, LEADS / 2 + offset);
    for (let from = 0; from < leads.length; from += AT_ONCE) {
      await Promise.all(leads.slice(from, from + AT_ONCE).map((lead) => changeCity(client, lead)));
    }
  }
}

async function readLeads(client: TestWindow['client'], offset: number): Promise<readonly Lead[]> {
  const ending = new AbortController();
  const request = {
    subscription: `bench-${offset}`,
    query: 'leads.list',
    args: { view: EMPTY_LIST_VIEW },
    window: { offset, limit: BLOCK },
  };
  try {
    for await (const event of await client.live.watch(request, { signal: ending.signal })) {
      if (event.kind === 'failed') throw new Error(event.error.hint);
      if (event.kind === 'snapshot') return event.rows.map(({ row }) => leadSchema.parse(row));
    }
  } finally {
    ending.abort();
  }
  throw new Error('the list ended');
}

async function changeCity(client: TestWindow['client'], lead: Lead): Promise<void> {
  await client.mutations.run({
    name: 'leads/update',
    args: { client_id: lead.client_id, changes: [{ id: lead.id, patch: { city: 'Leipzig' } }] },
  });
}

function figures(words: string, edits: readonly Edit[], bare: readonly number[]): readonly Figure[] {
  const paints = edits.map(({ paintMs }) => paintMs);
  const saves = edits.map(({ savedMs }) => savedMs);
  const make = (name: string, values: readonly number[], p: number, target?: number) =>
    figure({
      name: `${name}, p${p}, ${words}`,
      value: percentile(values, p),
      unit: 'ms',
      better: 'lower',
      ...(target === undefined ? {} : { target }),
      baseline: { name: 'one text of a bare page', value: percentile(bare, p) },
      note: `${values.length} edits by keyboard in the list of ${LEADS} leads`,
    });
  return [
    make('key to painted value', paints, 50),
    make('key to painted value', paints, 95, 16),
    make('key to Saved here', saves, 50),
    make('key to Saved here', saves, 95, 32),
  ];
}

export const bench: Bench = {
  name: 'edit-to-paint',
  describe:
    'Cells edited in a list of 100,000 leads: key to painted value and to Saved here, also with 10,000 waiting',
  run: async () => {
    await build(false);
    const stage = await setStage();
    const browser = await launchChromium();
    try {
      const server = await stage.startServer({ leads: LEADS });
      const desktop = await stage.startDesktop('desktop', server.address);
      const window = await openWindow(desktop.address);
      await statusWhere(window.client, isLive, PATIENCE_MS);
      const online = await editMany(browser, await nextAddress(stage, server), 'Online');
      await server.stop();
      await fillOutbox(window);
      await statusWhere(window.client, ({ pending }) => pending >= PENDING);
      const pending = await editMany(browser, await nextAddress(stage, server), 'Offline');
      window.close();
      const bare = await bareEdits(browser);
      return {
        figures: [...figures('server up', online, bare), ...figures('10,000 waiting', pending, bare)],
      };
    } finally {
      await browser.close();
      await stage.dispose();
    }
  },
};

/** The printed address opens one window; a second start of the same profile prints another. */
async function nextAddress(stage: Stage, server: Program): Promise<string> {
  const again = await stage.startDesktop('desktop', server.address);
  return again.address;
}

async function bareEdits(browser: Browser): Promise<readonly number[]> {
  const page = await browser.newPage();
  try {
    return await bareEditMs(page, EDITS);
  } finally {
    await page.close();
  }
}
