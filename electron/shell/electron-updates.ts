import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { UpdateSource } from './updater.ts';

/** Updates through electron-updater, loaded only where the package says where to look for them. */
export function electronUpdates(isPackaged: boolean): UpdateSource {
  const load = async () => (await import('electron-updater')).default.autoUpdater;
  let install: () => void = () => undefined;
  let announce: (version: string) => void = () => undefined;
  return {
    isConfigured: async () =>
      isPackaged &&
      access(join(process.resourcesPath, 'app-update.yml')).then(
        () => true,
        () => false,
      ),
    check: async () => {
      const updater = await load();
      updater.autoInstallOnAppQuit = false;
      updater.on('update-downloaded', ({ version }) => {
        install = () => updater.quitAndInstall(true, false);
        announce(version);
      });
      await updater.checkForUpdates();
    },
    onReady: (listener) => {
      announce = listener;
    },
    quitAndInstall: () => install(),
  };
}
