/**
 * The spine, in a real Chromium: two desktops and a server as processes of their own. A list is imported on one and seen
 * on the other; then server and desktop are killed with -9, work goes on, and in the end everybody sees everything once.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { setStage, type Program, type Stage } from '../support/program.ts';
import { askDatabase } from './central-database.ts';
import { makeLeadList } from './lead-list.ts';
import {
  downloadRefused,
  go,
  importList,
  openPage,
  searchLeads,
  seeIndustry,
  seeLeadCount,
  seeNothingWaiting,
  seeTwentyWithStatus,
  seeWaiting,
  PATIENCE,
  setFact,
  setIndustry,
  setStatusOfTwenty,
  undo,
} from './pages.ts';

const DEMO_LEADS = 400;
const list = makeLeadList(5_000);

let stage: Stage;
let browser: Browser;
let server: Program;
let desktopA: Program;
let a: Page;
let b: Page;

const ask = <Row extends object>(query: string) => askDatabase<Row>(join(stage.folder, 'server data'), query);

beforeAll(async () => {
  stage = await setStage();
  await writeFile(join(stage.folder, 'leads.csv'), list.csv);
  [browser, server] = await Promise.all([launchChromium(), stage.startServer({ leads: DEMO_LEADS })]);
  const desktopB = await stage.startDesktop('b', server.address);
  desktopA = await stage.startDesktop('a', server.address);
  a = await openPage(browser, desktopA);
  b = await openPage(browser, desktopB);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await stage?.dispose();
}, 120_000);

test('A imports a list; B sees the verified rows without reload; the bad rows come back with reasons', async () => {
  await go(b, '/leads');
  await seeLeadCount(b, DEMO_LEADS);
  await importList(a, join(stage.folder, 'leads.csv'), list.good);

  const refused: Record<string, string>[] = parse(await readFile(await downloadRefused(a), 'utf8'), {
    bom: true,
    columns: true,
  });
  expect(refused.map((row) => row['Email'])).toEqual(list.badEmails);
  for (const row of refused) expect(row['reason']).not.toBe('');

  await seeLeadCount(b, DEMO_LEADS + list.good);
  await searchLeads(b, 'lead4999@');
  await seeNothingWaiting(a);
});

test('server and desktop are killed, work goes on, and nothing is lost or doubled', async () => {
  const [client] = await ask<{ id: string }>(`select id from clients order by company_name limit 1`);
  const clientId = client?.id ?? '';
  await server.kill();
  await setStatusOfTwenty(a, 'lead1', 'Interested');
  await setIndustry(a, clientId, 'Freight by rail');
  await seeWaiting(a);

  await desktopA.kill();
  await a.close();
  desktopA = await stage.startDesktop('a', server.address);
  a = await openPage(browser, desktopA);
  await seeWaiting(a);
  await seeTwentyWithStatus(a, 'lead1', 'Interested');
  await setStatusOfTwenty(a, 'lead2', 'Contacted');

  server = await stage.startServer({ port: new URL(server.address).port, leads: DEMO_LEADS });
  await seeNothingWaiting(a);
  await go(a, '/pending');
  await a.getByText('Everything is synced').waitFor();

  await seeTwentyWithStatus(b, 'lead1', 'Interested');
  await seeTwentyWithStatus(b, 'lead2', 'Contacted');
  await seeIndustry(b, clientId, 'Freight by rail');
});

test('the central database holds each effect once', async () => {
  const [found] = await ask(`
    select (select count(*)::int from leads where deleted_at is null) as leads,
           (select count(*)::int from leads where source = 'csv' and import_id is not null) as imported,
           (select count(*)::int from leads where import_id is not null and status = 'interested') as interested,
           (select count(*)::int from leads where import_id is not null and status = 'contacted') as contacted,
           (select count(*)::int from clients where industry = 'Freight by rail') as clients,
           (select count(*)::int from (select client_id, email_key from leads where deleted_at is null
              group by 1, 2 having count(*) > 1) doubled) as doubled,
           (select count(*)::int from device_mutations where outcome <> 'accepted') as not_accepted`);
  expect(found).toEqual({
    leads: DEMO_LEADS + list.good,
    imported: list.good,
    interested: 20,
    contacted: 20,
    clients: 1,
    doubled: 0,
    not_accepted: 0,
  });
});

test('a bulk edit is taken back with one key, and everybody sees it', async () => {
  await setStatusOfTwenty(a, 'lead3', 'Ready');
  await seeTwentyWithStatus(b, 'lead3', 'Ready');
  await undo(a);
  await seeTwentyWithStatus(a, 'lead3', 'New');
  await seeNothingWaiting(a);
  await seeTwentyWithStatus(b, 'lead3', 'New');
});

test('two people write the same field; one key settles it, and Undo asks again', async () => {
  const [client] = await ask<{ id: string }>(`select id from clients order by company_name limit 1`);
  const clientId = client?.id ?? '';
  await setFact(a, clientId, 'Contact', 'Ann Before');
  await seeNothingWaiting(a);
  await b.getByText('Nothing waits').waitFor();
  await go(b, `/clients/${clientId}`);
  await b.getByText('Ann Before', { exact: true }).first().waitFor();
  await server.kill();
  await setFact(a, clientId, 'Contact', 'Ann of A');
  await setFact(b, clientId, 'Contact', 'Ben of B');
  server = await stage.startServer({ port: new URL(server.address).port, leads: DEMO_LEADS });

  await go(a, '/pending');
  await a.getByText('Not chosen yet').waitFor(PATIENCE);
  const [open] = await ask<{ mine: string; theirs: string }>(`select mine, theirs from conflicts`);
  expect(new Set([open?.mine, open?.theirs])).toEqual(new Set(['Ann of A', 'Ben of B']));
  await a.keyboard.press('j');
  await a.keyboard.press('1');
  await a.getByText('Everything is synced').waitFor(PATIENCE);
  expect(await contactOf(clientId)).toBe(open?.mine);

  await undo(a);
  await a.getByText('Not chosen yet').waitFor(PATIENCE);
  await a.keyboard.press('j');
  await a.keyboard.press('2');
  await a.getByText('Everything is synced').waitFor(PATIENCE);
  expect(await contactOf(clientId)).toBe(open?.theirs);
  await go(b, `/clients/${clientId}`);
  await b
    .getByText(open?.theirs ?? '', { exact: true })
    .first()
    .waitFor(PATIENCE);
});

async function contactOf(clientId: string): Promise<string | undefined> {
  const [found] = await ask<{ contact_name: string }>(
    `select contact_name from clients where id = '${clientId}'`,
  );
  return found?.contact_name;
}
