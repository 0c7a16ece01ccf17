/**
 * The spine, in a real Chromium: two desktops and a server as processes of their own. A list is imported, the server and a
 * desktop are killed with -9, work goes on, and in the end everybody sees everything once.
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
let server: Program;
let desktopA: Program;
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
  [browser, server] = await Promise.all([launchChromium(), stage.startServer({ leads: DEMO_LEADS })]);
  const desktops = await Promise.all(['a', 'b'].map((name) => stage.startDesktop(name, server.address)));
  [desktopA] = desktops as [Program, Program];
  [a, b] = (await Promise.all(desktops.map(openPage))) as [Page, Page];
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await stage?.dispose();
}, 60_000);

test('A imports a list; B sees the verified rows without reload; the bad rows come back with reasons', async () => {
  await go(b, '/leads');
  await leadCount(b, DEMO_LEADS);
  await go(a, '/leads/import');
  await a.getByLabel('CSV file').setInputFiles(join(stage.folder, 'leads.csv'));
  await chooseClient(a);
  await a.getByRole('button', { name: 'Start import' }).click(SLOW);
  const outcome = `${list.good.toLocaleString('en')} created · 0 updated · 0 skipped · ${list.badEmails.length} refused`;
  await a.getByRole('status').filter({ hasText: outcome }).first().waitFor(SLOW);

  const [download] = await Promise.all([
    a.waitForEvent('download'),
    a.getByRole('button', { name: 'Download refused rows' }).click(),
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

test('server and desktop are killed, edits go on, and nothing is lost or doubled', async () => {
  await server.kill();
  await editTwentyLeads(a, 'Interested');
  await editClient(a, 'Logistics and freight');
  await a.getByText(/^\d+ waiting$/).waitFor(SLOW);

  await desktopA.kill();
  await a.close();
  desktopA = await stage.startDesktop('a', server.address);
  a = await openPage(desktopA);
  await a.getByText(/^\d+ waiting$/).waitFor(SLOW);
  await editTwentyLeads(a, 'Contacted', 'lead2');

  server = await stage.startServer({ port: new URL(server.address).port, leads: DEMO_LEADS });
  await nothingWaits(a);
  await go(a, '/pending');
  await a.getByText('Everything is synced').waitFor(SLOW);

  await go(b, '/leads');
  await statusCount(b, 'lead1', 'Interested', 20);
  await statusCount(b, 'lead2', 'Contacted', 20);
  await go(b, '/clients');
  await b.getByText('Logistics and freight').first().waitFor(SLOW);
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

/** Selects the first twenty leads that match and gives them a status, as a person would with the keyboard. */
async function editTwentyLeads(page: Page, status: string, search = 'lead1'): Promise<void> {
  await go(page, '/leads');
  await page.getByPlaceholder('Search leads').fill(`${search}`);
  const rows = page
    .getByRole('grid', { name: 'Leads' })
    .getByRole('row', { name: new RegExp(`${search}\\d*@`) });
  await rows.first().waitFor(SLOW);
  const boxes = rows.getByRole('checkbox');
  await boxes.first().click();
  await boxes.nth(19).click({ modifiers: ['Shift'] });
  await page.getByText(/20 (leads )?selected/).waitFor(SLOW);
  await page.getByRole('button', { name: /^Status/ }).click();
  await page.getByRole('menuitem', { name: status, exact: true }).click();
  await page.getByText('20 leads', { exact: false }).first().waitFor(SLOW);
}

async function editClient(page: Page, industry: string): Promise<void> {
  await go(page, '/clients');
  const grid = page.getByRole('grid', { name: 'Clients' });
  await grid.getByRole('row').nth(1).dblclick(SLOW);
  await page.getByRole('button', { name: 'Edit Industry' }).click(SLOW);
  await page.getByRole('textbox', { name: 'Industry' }).fill(industry);
  await page.keyboard.press('Enter');
  await page.getByText(industry).first().waitFor(SLOW);
}

async function statusCount(page: Page, search: string, status: string, count: number): Promise<void> {
  await page.getByPlaceholder('Search leads').fill(search);
  const rows = page
    .getByRole('grid', { name: 'Leads' })
    .getByRole('row', { name: new RegExp(`${search}.*${status}`) });
  await expect.poll(() => rows.count(), SLOW).toBeGreaterThanOrEqual(count);
}

/** The embedded database's address, from the files beside it. */
async function databaseUrl(): Promise<string> {
  const data = join(stage.folder, 'server data');
  const [, , , port] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(data, 'postgres.password'), 'utf8')).trim();
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/xgrowthos`;
}
