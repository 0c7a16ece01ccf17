/** Which screens are kept as pictures, and how a person gets to each. */
import type { Page } from 'playwright-core';

export type Shot = {
  readonly name: string;
  readonly path: string;
  /** What must be on the screen before the picture is taken. */
  readonly ready: (page: Page) => Promise<void>;
};

const text =
  (words: string | RegExp) =>
  async (page: Page): Promise<void> =>
    page.getByText(words).first().waitFor();

const grid =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('grid', { name }).getByRole('row').nth(4).waitFor();

/** `client` is the id of a client that has everything. */
export function shotsOf(client: string): readonly Shot[] {
  return [
    { name: 'today', path: '/', ready: text('Needs you') },
    { name: 'clients', path: '/clients', ready: grid('Clients') },
    { name: 'client', path: `/clients/${client}`, ready: text('Industry') },
    { name: 'leads', path: '/leads', ready: grid('Leads') },
    { name: 'import', path: '/leads/import', ready: text('Drop a lead list here') },
    { name: 'pending', path: '/pending', ready: text(/Everything is synced|waiting/) },
    { name: 'trash', path: '/trash', ready: text(/^\d+ days$/) },
    {
      name: 'palette',
      path: '/leads',
      ready: async (page) => {
        await grid('Leads')(page);
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog', { name: 'Search and commands' }).waitFor();
        await page.keyboard.type('sta');
      },
    },
  ];
}
