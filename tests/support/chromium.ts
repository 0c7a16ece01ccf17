import { mkdir, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** A system browser where the packaged one does not run (it is built for Linux on x64). */
const SYSTEM_BROWSERS = {
  darwin: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  win32: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  linux: '/usr/bin/chromium',
} as const;

/** A headless Chromium. `CHROME_PATH` overrides which. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? (await packagedChromium()) ?? systemChromium();
  return chromium.launch({ executablePath });
}

/**
 * The package unpacks to the temporary folder under a name without user or version, readable by whoever came first
 * only: a folder of our own for each user and installed version avoids meeting somebody else's.
 */
async function packagedChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const entry = await stat(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
  const folder = join(tmpdir(), `xg-chromium-${userInfo().uid}-${Math.floor(entry.mtimeMs)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function systemChromium(): string {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' ? SYSTEM_BROWSERS[platform] : SYSTEM_BROWSERS.linux;
}
