import { join } from 'node:path';

/** The desktop without Electron: its bundle, or in development its source. `root` is the checkout. */
export function browserEntry(root: string, isDev: boolean): string {
  return isDev ? join(root, 'electron', 'browser.ts') : join(root, 'dist', 'electron', 'browser.js');
}
