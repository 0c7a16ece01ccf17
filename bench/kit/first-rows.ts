import type { Browser, Page } from 'playwright-core';

export type OpenedList = {
  readonly page: Page;
  /** When the first rows of the lead list had been painted, on the clock of `performance.timeOrigin`. */
  readonly paintedAt: number;
};

const PATIENCE_MS = 120_000;

/** Opens a desktop's address on the lead list, as a window does that was left there. */
export async function openLeadList(browser: Browser, address: string): Promise<OpenedList> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchFirstRows);
  await page.goto(address);
  await page.waitForFunction(() => 'leadsPaintedAt' in window, null, { timeout: PATIENCE_MS, polling: 50 });
  const paintedAt = await page.evaluate(() => Number(Reflect.get(window, 'leadsPaintedAt')));
  return { page, paintedAt };
}

/** Runs in the page, before anything of it. */
function watchFirstRows(): void {
  // The desktop takes its token out of the address before the router reads it: the list's address goes in there.
  const replaceState = history.replaceState.bind(history);
  history.replaceState = (state, unused, url) => {
    history.replaceState = replaceState;
    replaceState(state, unused, `${String(url).replace(/#.*$/, '')}#/leads`);
  };
  const observer = new MutationObserver(() => {
    const cell = document.querySelector('[role=grid] [role=row][data-index="0"] [data-column="1"]');
    if (!cell?.textContent || cell.querySelector('[data-pending]')) return;
    observer.disconnect();
    // The callback of a frame runs before its paint, a second frame begins after it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        Object.assign(window, { leadsPaintedAt: performance.timeOrigin + performance.now() }),
      ),
    );
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}
