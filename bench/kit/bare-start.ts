/** The parts of a warm start without a product: a process that opens the database, and a page that shows a line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

/** Milliseconds from spawn until one screen of leads was read from `dataDir`. */
export async function bareOpenMs(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-open.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`the bare database ended with ${code}`))),
  ]);
  const readAt = performance.now();
  await ended;
  return readAt - startedAt;
}

/** Milliseconds from navigation until a static page was painted. */
export async function barePageMs(browser: Browser): Promise<number> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Bare</title><p>One line of text</p>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const page = await browser.newPage();
  try {
    const startedAt = performance.now();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.evaluate(
      () =>
        new Promise<void>((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted()))),
    );
    return performance.now() - startedAt;
  } finally {
    await page.close();
    server.close();
  }
}
