/** Measures inside the page, so that nothing between this process and the browser counts. */
import type { Page } from 'playwright-core';

export type Edit = {
  /** From the key that commits until the frame that shows the new value has been painted. */
  readonly paintMs: number;
  /** Until the frame in which the row no longer reads "Saving": it is stored on this device. */
  readonly savedMs: number;
};

const PATIENCE_MS = 20_000;

/** Readies the page: the next commit in the grid is watched. Call once. */
export async function watchEdits(page: Page): Promise<void> {
  await page.evaluate(installWatch);
}

/** Changes the cell of the cursor by keyboard, and measures. The cursor must be on a text cell of the grid. */
export async function editCell(page: Page, value: string): Promise<Edit> {
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(value);
  await page.evaluate((text) => Reflect.apply(Reflect.get(window, 'watchNextEdit'), window, [text]), value);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => 'lastEdit' in window, null, { polling: 20, timeout: PATIENCE_MS });
  return page.evaluate((): Edit => Reflect.get(window, 'lastEdit'));
}

/** What the page itself costs: a key that changes one text, without any framework, to its frame. */
export async function bareEditMs(page: Page, times: number): Promise<readonly number[]> {
  await page.setContent('<!doctype html><button autofocus>one line</button>');
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    document.querySelector('button')?.focus();
    window.addEventListener('keydown', (event) => {
      const button = document.querySelector('button');
      if (button) button.textContent = `line ${waits.length}`;
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => waits.push(performance.now() - event.timeStamp));
      channel.port1.start();
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
  });
  for (let turn = 1; turn <= times; turn += 1) {
    await page.keyboard.press('Enter');
    await page.waitForFunction((count) => Reflect.get(window, 'waits').length >= count, turn);
  }
  return page.evaluate((): number[] => Reflect.get(window, 'waits'));
}

/**
 * Runs in the page. A changed document is painted in the next frame: after that frame's callbacks come style, layout and
 * paint, and then the message that was posted in them.
 */
function installWatch(): void {
  const afterPaint = (run: () => void): void => {
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', run, { once: true });
    channel.port1.start();
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  const watchNextEdit = (value: string): void => {
    Reflect.deleteProperty(window, 'lastEdit');
    let pressedAt = 0;
    let paintMs: number | null = null;
    let isPainting = false;
    let isSaving = false;
    const row = document.activeElement?.closest('[role=row]')?.getAttribute('data-index');
    const look = (): void => {
      if (pressedAt === 0) return;
      const element = document.querySelector(`[role=grid] [role=row][data-index="${row}"]`);
      const text = element?.querySelector('input') ? '' : (element?.textContent ?? '');
      if (!text.includes(value)) return;
      if (!isPainting) {
        isPainting = true;
        afterPaint(() => (paintMs = performance.now() - pressedAt));
      }
      if (isSaving || text.includes('Saving')) return;
      isSaving = true;
      observer.disconnect();
      afterPaint(() => {
        const lastEdit = { paintMs: paintMs ?? 0, savedMs: performance.now() - pressedAt };
        Object.assign(window, { lastEdit });
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener(
      'keydown',
      (event) => {
        pressedAt = event.timeStamp;
      },
      { once: true, capture: true },
    );
  };
  Object.assign(window, { watchNextEdit });
}
