import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Path of Electron's binary, or null. Asking the `electron` package itself would start a download, so its files
 * are looked at instead.
 */
export async function findElectron(): Promise<string | null> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const name = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => 'electron');
    const binary = override ? join(override, name) : join(folder, 'dist', name);
    await access(binary);
    return binary;
  } catch {
    return null;
  }
}

/** Why the desktop opens in a browser here, or null when Electron can run. */
export function whyNoElectron(binary: string | null): string | null {
  if (!binary) return 'the Electron binary is not installed (npx install-electron fetches it)';
  if (process.getuid?.() === 0) return 'Electron’s sandbox refuses to run as root';
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !display) return 'there is no display';
  return null;
}
