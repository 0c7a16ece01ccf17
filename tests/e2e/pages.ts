/** What a person does with a desktop's window, in the words on the screen. */
import type { Browser, Page } from 'playwright-core';
import type { Program } from '../support/program.ts';

/** How long a person would wait at most, on a busy machine. */
export const PATIENCE = { timeout: 90_000 };

export async function openPage(browser: Browser, desktop: Program): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await page.goto(desktop.address);
  await page.getByText('Needs you').waitFor(PATIENCE);
  return page;
}

export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#${path}`);
}

export async function seeLeadCount(page: Page, count: number): Promise<void> {
  await page.getByText(`${count.toLocaleString('en')} leads`, { exact: true }).waitFor(PATIENCE);
}

export async function seeNothingWaiting(page: Page): Promise<void> {
  await page.getByText('Nothing waits').waitFor(PATIENCE);
}

/** Changes are kept here and the status bar says how many. */
export async function seeWaiting(page: Page): Promise<void> {
  await page.getByText(/^\d+ waiting$/).waitFor(PATIENCE);
}

/** From the file to the end of its import, into the first client of the list. */
export async function importList(page: Page, file: string, good: number): Promise<void> {
  await go(page, '/leads/import');
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: /^Continue/ }).click(PATIENCE);
  await page.getByRole('combobox', { name: 'Client' }).click(PATIENCE);
  await page.getByRole('option').first().click(PATIENCE);
  await page.getByRole('button', { name: /^Check the list/ }).click(PATIENCE);
  await page.getByRole('button', { name: /^Start import/ }).click(PATIENCE);
  await page.getByText(`${good.toLocaleString('en')} leads were written, on the way`).waitFor(PATIENCE);
}

/** The path of the downloaded file. */
export async function downloadRefused(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download refused rows/ }).click(PATIENCE),
  ]);
  return download.path();
}

/** Finds leads by a search, selects the first twenty and gives them a status. */
export async function setStatusOfTwenty(page: Page, search: string, status: string): Promise<void> {
  await go(page, '/leads');
  await searchLeads(page, search);
  const boxes = leadRows(page, search).getByRole('checkbox');
  await boxes.first().click(PATIENCE);
  await boxes.nth(19).click({ modifiers: ['Shift'], ...PATIENCE });
  await page.getByText('20 leads selected').first().waitFor(PATIENCE);
  await page.getByRole('button', { name: /^Status/ }).click(PATIENCE);
  await page.getByRole('menuitem', { name: status, exact: true }).click(PATIENCE);
  await seeTwentyWithStatus(page, search, status);
}

export async function seeTwentyWithStatus(page: Page, search: string, status: string): Promise<void> {
  await go(page, '/leads');
  await searchLeads(page, search);
  await leadRows(page, search).filter({ hasText: status }).nth(19).waitFor(PATIENCE);
}

export async function searchLeads(page: Page, search: string): Promise<void> {
  await page.getByPlaceholder('Search leads').fill(search, PATIENCE);
  await leadRows(page, search).first().waitFor(PATIENCE);
}

function leadRows(page: Page, search: string) {
  return page.getByRole('grid', { name: 'Leads' }).getByRole('row', { name: new RegExp(search) });
}

export async function setIndustry(page: Page, clientId: string, industry: string): Promise<void> {
  await setFact(page, clientId, 'Industry', industry);
  await seeIndustry(page, clientId, industry);
}

/** Edits one field of a client in place. */
export async function setFact(page: Page, clientId: string, label: string, value: string): Promise<void> {
  await go(page, `/clients/${clientId}`);
  await page.getByRole('button', { name: new RegExp(`^Edit ${label}:`) }).click(PATIENCE);
  await page.getByRole('textbox', { name: label, exact: true }).fill(value);
  await page.keyboard.press('Enter');
  await page.getByText(value, { exact: true }).first().waitFor(PATIENCE);
}

/** Takes the last action back with the keyboard, and reads that it was. */
export async function undo(page: Page): Promise<void> {
  // In a text field the key is the field's own.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^Undone: /)
    .first()
    .waitFor(PATIENCE);
}

export async function seeIndustry(page: Page, clientId: string, industry: string): Promise<void> {
  await go(page, `/clients/${clientId}`);
  await page.getByRole('button', { name: 'Edit Industry' }).waitFor(PATIENCE);
  await page.getByText(industry, { exact: true }).first().waitFor(PATIENCE);
}
