/**
 * `npm run screens`: takes the pictures of docs/screens from the running product with its demo agency. Light pictures
 * are taken at 1440×900, dark ones at 1180×760. An argument names another folder; `--all` takes both sizes in both themes.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import { setStage, type Stage } from '../tests/support/program.ts';
import { build } from './build.ts';
import { shotsOf } from './screens/shots.ts';

const LEADS = 20_000;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 1180, height: 760 };
/** Fonts, and the skeletons' fade. */
const SETTLE_MS = 700;

type Look = {
  readonly theme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
  readonly suffix: string;
};

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? join(import.meta.dirname, '..', 'docs', 'screens'));
const looks: readonly Look[] = values.all
  ? (['light', 'dark'] as const).flatMap((theme) =>
      [WIDE, NARROW].map((size) => ({ theme, size, suffix: `${theme}-${size.width}` })),
    )
  : [
      { theme: 'light', size: WIDE, suffix: 'light' },
      { theme: 'dark', size: NARROW, suffix: 'dark' },
    ];

async function main(): Promise<void> {
  await build(false);
  await mkdir(folder, { recursive: true });
  const stage = await setStage();
  const browser = await launchChromium();
  try {
    await takeAll(stage, browser);
  } finally {
    await browser.close();
    await stage.dispose();
  }
}

async function takeAll(stage: Stage, browser: Browser): Promise<void> {
  const server = await stage.startServer({ leads: LEADS });
  const desktop = await stage.startDesktop('pictures', server.address);
  const page = await browser.newPage({ viewport: WIDE });
  page.setDefaultTimeout(240_000);
  await page.goto(desktop.address);
  await page.getByText('Needs you').waitFor();
  const shots = shotsOf(await activeClient(page));
  await fillTrash(page);
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.theme, reducedMotion: 'reduce' });
    await page.setViewportSize(look.size);
    for (const shot of shots) {
      await go(page, shot.path);
      await shot.ready(page);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(folder, `${shot.name}-${look.suffix}.png`) });
      await page.keyboard.press('Escape');
      process.stdout.write(`${shot.name}-${look.suffix}\n`);
    }
  }
}

/** The first active one: a new client has little to show. */
async function activeClient(page: Page): Promise<string> {
  await go(page, '/clients');
  const rows = page.getByRole('grid', { name: 'Clients' }).getByRole('row');
  const row = rows.filter({ hasText: 'Active' }).first();
  await row.dblclick();
  await page.waitForURL(/#\/clients\/[0-9a-f-]{36}/);
  return /clients\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

async function fillTrash(page: Page): Promise<void> {
  await go(page, '/leads');
  const rows = page.getByRole('grid', { name: 'Leads' }).getByRole('row').filter({ hasText: '@' });
  for (const at of [0, 1, 2]) await rows.nth(at).getByRole('checkbox').check();
  await page.getByRole('button', { name: /Move to trash/ }).click();
  const message = page.getByRole('region', { name: 'Notifications' }).getByText('moved to the trash');
  await message.waitFor();
  // It would stand in the pictures.
  await message.waitFor({ state: 'hidden' });
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#${path}`);
}

await main();
