/**
 * The spine, in a real Chromium: two desktops and a server as processes of their own. A list is imported on one, seen on
 * the other, and stands once in the central database.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { setStage, type Program, type Stage } from '../support/program.ts';
import { makeLeadList } from './lead-list.ts';

const ROWS = 5_000;
const DEMO_LEADS = 400;
const SLOW = { timeout: 90_000 };
const list = makeLeadList(ROWS);

let stage: Stage;
let browser: Browser;
let a: Page;
let b: Page;

async function openPage(desktop: Program): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await page.goto(desktop.address);
  await page.getByText('Needs you').waitFor(SLOW);
  return page;
}

const go = (page: Page, path: string) => page.evaluate((hash) => void (location.hash = hash), `#${path}`);
const leadCount = (page: Page, count: number) =>
  page.getByText(`${count.toLocaleString('en')} leads`, { exact: true }).waitFor(SLOW);
const nothingWaits = (page: Page) => page.getByText('Nothing waits').waitFor(SLOW);

beforeAll(async () => {
  stage = await setStage();
  await writeFile(join(stage.folder, 'leads.csv'), list.csv);
  const [launched, server] = await Promise.all([launchChromium(), stage.startServer({ leads: DEMO_LEADS })]);
  browser = launched;
  const desktops = await Promise.all(['a', 'b'].map((name) => stage.startDesktop(name, server.address)));
  [a, b] = (await Promise.all(desktops.map(openPage))) as [Page, Page];
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await stage?.dispose();
}, 120_000);

test('A imports a list; B sees the verified rows without reload; the bad rows come back with reasons', async () => {
  await go(b, '/leads');
  await leadCount(b, DEMO_LEADS);
  await go(a, '/leads/import');
  await a.getByLabel('Lead list').setInputFiles(join(stage.folder, 'leads.csv'));
  await a.getByRole('button', { name: /^Continue/ }).click(SLOW);
  await chooseClient(a);
  await a.getByRole('button', { name: /^Check the list/ }).click(SLOW);
  await a.getByRole('button', { name: /^Start the import/ }).click(SLOW);
  await a
    .getByText(`${list.good.toLocaleString('en')} leads were written and are on their way`)
    .waitFor(SLOW);

  const [download] = await Promise.all([
    a.waitForEvent('download'),
    a.getByRole('button', { name: /^Refused rows as CSV/ }).click(SLOW),
  ]);
  const refused: Record<string, string>[] = parse(await readFile(await download.path(), 'utf8'), {
    bom: true,
    columns: true,
  });
  expect(refused.map((row) => row['Email'])).toEqual(list.badEmails);
  for (const row of refused) expect(row['reason']).not.toBe('');

  await leadCount(b, DEMO_LEADS + list.good);
  await b.getByPlaceholder('Search leads').fill('lead4999@');
  await b.getByRole('row', { name: /lead4999@firm199\.example\.com/ }).waitFor(SLOW);
  await nothingWaits(a);
});

test('the central database holds each effect once', async () => {
  const database = new Client({ connectionString: await databaseUrl() });
  await database.connect();
  try {
    const { rows } = await database.query(`
      select (select count(*)::int from leads where deleted_at is null) as leads,
             (select count(*)::int from leads where source = 'csv' and import_id is not null) as imported,
             (select count(*)::int from (select client_id, email_key from leads where deleted_at is null
                group by 1, 2 having count(*) > 1) doubled) as doubled,
             (select count(*)::int from device_mutations where outcome <> 'accepted') as not_accepted`);
    expect(rows[0]).toEqual({
      leads: DEMO_LEADS + list.good,
      imported: list.good,
      doubled: 0,
      not_accepted: 0,
    });
  } finally {
    await database.end();
  }
});

async function chooseClient(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Client' }).click(SLOW);
  await page.getByRole('option').first().click(SLOW);
}

/** The embedded database's address, from the files beside it. */
async function databaseUrl(): Promise<string> {
  const data = join(stage.folder, 'server data');
  const [, , , port] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(data, 'postgres.password'), 'utf8')).trim();
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/xgrowthos`;
}
