/**
 * Electron entry: one window, the menu, deep links, updates. Everything the desktop does is in desktop.ts; this file
 * only ties it to Electron.
 */
import { join } from 'node:path';

import { RPCHandler } from '@orpc/server/message-port';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { MenuItemConstructorOptions, WebContents } from 'electron';

import { AppError } from '../shared/kernel/app-error.ts';
import { desktopRouter } from './api/router.ts';
import { parseBrowserOptions } from './browser/options.ts';
import { createDesktop } from './desktop.ts';
import type { Desktop, DesktopContext } from './desktop.ts';
import { openTokenStore } from './platform/keychain-token-store.ts';
import { lineLog } from './platform/line-log.ts';
import { commonPlatform } from './platform/common-platform.ts';
import { openReplica } from './replica/client.ts';
import { seedName } from './replica/open/seed-name.ts';
import { openAppFiles } from './shell/app-files.ts';
import { appMenu } from './shell/menu.ts';
import type { MenuEntry } from './shell/menu.ts';
import { createQuitSequence } from './shell/quit-sequence.ts';
import {
  APP_ORIGIN,
  APP_SCHEME,
  DEEP_LINK_SCHEME,
  deepLinkOf,
  deepLinkPage,
  externalLink,
  isTrustedFrame,
} from './shell/trusted-page.ts';
import { electronUpdates } from './shell/electron-updates.ts';
import { createUpdater } from './shell/updater.ts';
import { utilityReplica } from './shell/utility-replica.ts';
import { loadWindow, restoredBounds, saveWindow } from './shell/window-bounds.ts';

const bundles = import.meta.dirname;
const root = join(bundles, '..', '..');
const dataDir = app.getPath('userData');
const log = lineLog(dataDir);
const windowFile = join(dataDir, 'window.json');
const chosenPaths = new Set<string>();

let desktop: Desktop | null = null;
let window: BrowserWindow | null = null;
/** A deep link that came before there was a window. */
let firstPage: string | null = null;

protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  app.on('second-instance', (_event, args) => showPage(deepLinkOf(args)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    showPage(link);
  });
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.whenReady().then(start).catch(failStart);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const given = parseBrowserOptions([], process.env);
  const demoSignIn = given === 'help' ? undefined : given.demoSignIn;
  delete process.env['XG_DEMO_SIGN_IN'];
  denyPermissions();
  const files = await openAppFiles(join(root, 'dist', 'renderer'));
  protocol.handle(APP_SCHEME, files);
  const tokens = await openTokenStore(safeStorage, {
    encrypted: join(dataDir, 'tokens.keychain.json'),
    plain: join(dataDir, 'tokens.json'),
  });
  desktop = await createDesktop({
    dataDir,
    serverUrl: process.env['XG_SERVER_URL'],
    demoSignIn,
    version: app.getVersion(),
    log,
    platform: {
      ...commonPlatform(),
      fetch: (url, init) => net.fetch(url, init),
      tokens,
      importWorker: join(bundles, 'import-worker.js'),
      mayOpenPath: (path) => chosenPaths.has(path),
      openReplica: (directory) =>
        openReplica({
          directory,
          seedPath: app.isPackaged
            ? join(process.resourcesPath, 'replica-seed.tar.gz')
            : join(root, '.cache', seedName()),
          launch: () =>
            utilityReplica(utilityProcess.fork(join(bundles, 'replica.js'), [], { serviceName: 'replica' })),
        }),
    },
  });
  serveWindows(desktop.context);
  wireQuit(desktop);
  powerMonitor.on('resume', desktop.wake);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, !app.isPackaged).map(menuItem)));
  await openWindow();
  app.on('activate', () => {
    if (!window) void openWindow();
  });
}

function serveWindows(context: DesktopContext): void {
  const handler = new RPCHandler<DesktopContext>(desktopRouter);
  ipcMain.on('desktop:port', (event) => {
    const [port] = event.ports;
    if (!port || !isTrustedFrame(event.senderFrame, null))
      return log.warn('a foreign frame asked for the desktop');
    handler.upgrade(port, { context });
    port.start();
  });
  ipcMain.handle('desktop:choose-list', async (event): Promise<string | null> => {
    if (!isTrustedFrame(event.senderFrame, null) || !window) return null;
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Import leads',
      properties: ['openFile'],
      filters: [
        { name: 'Lists', extensions: ['csv', 'tsv', 'txt'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    const [path] = chosen.filePaths;
    if (chosen.canceled || path === undefined) return null;
    chosenPaths.add(path);
    return path;
  });
}

async function openWindow(): Promise<void> {
  const saved = await loadWindow(windowFile);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const opened = new BrowserWindow({
    ...restoredBounds(saved, screens),
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#0f1115',
    webPreferences: {
      preload: join(bundles, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
    },
  });
  window = opened;
  if (saved?.maximised === true) opened.maximize();
  opened.once('ready-to-show', () => opened.show());
  opened.on('close', () => {
    const state = { bounds: opened.getNormalBounds(), maximised: opened.isMaximized() };
    saveWindow(windowFile, state).catch(() => undefined);
  });
  opened.on('closed', () => {
    window = null;
  });
  await opened.loadURL(firstPage ?? `${APP_ORIGIN}/`);
  firstPage = null;
}

/** Shows the window, and the page a deep link names. */
function showPage(link: string | null): void {
  const page = link === null ? null : deepLinkPage(link);
  if (!window) {
    firstPage = page;
    if (desktop) void openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
  if (page !== null) void window.loadURL(page);
}

/** A page of ours stays a page of ours: no other address, no second window, no attached view. */
function lockDown(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    if (link !== null) void shell.openExternal(link);
    return { action: 'deny' };
  });
}

function isOwnPage(url: string): boolean {
  return isTrustedFrame({ url, parent: null }, null);
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
    decide(permission === 'clipboard-sanitized-write');
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
}

function menuItem(entry: MenuEntry): MenuItemConstructorOptions {
  if ('page' in entry) {
    const { label, page, accelerator } = entry;
    const click = (): void => void window?.loadURL(`${APP_ORIGIN}/#${page}`);
    return { label, click, ...(accelerator === undefined ? {} : { accelerator }) };
  }
  if ('items' in entry) return { label: entry.label, submenu: entry.items.map(menuItem) };
  if ('type' in entry) return { type: entry.type };
  return { role: entry.role as NonNullable<MenuItemConstructorOptions['role']> };
}

function wireQuit(opened: Desktop): void {
  const updater = createUpdater(electronUpdates(app.isPackaged), opened.context.board, log);
  void updater.start();
  const quit = createQuitSequence({
    closeWindows: () => {
      for (const one of BrowserWindow.getAllWindows()) one.destroy();
    },
    closeDesktop: async () => {
      await opened.close();
      await log.flush();
    },
    installUpdate: updater.installOnQuit,
    exit: (code) => app.exit(code),
    report: (step, cause) => log.error('quitting', { step, message: AppError.from(cause).message }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void quit();
  });
}

/** Another desktop holds the profile, or the disk refuses: said in a box, because there is no window yet. */
function failStart(cause: unknown): void {
  const error = AppError.from(cause);
  log.error('the desktop could not start', { code: error.code, message: error.message });
  dialog.showErrorBox('XGrowthOS Command Center', error.hint);
  app.exit(1);
}
