import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test, vi } from 'vitest';

import { createStatusBoard } from '../desktop/status-board.ts';
import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';
import { openAppFiles } from './app-files.ts';
import { appMenu } from './menu.ts';
import { createQuitSequence } from './quit-sequence.ts';
import { deepLinkOf, deepLinkPage, externalLink, isTrustedFrame } from './trusted-page.ts';
import { createUpdater } from './updater.ts';
import { DEFAULT_SIZE, loadWindow, restoredBounds, saveWindow } from './window-bounds.ts';

describe('whom main listens to', () => {
  test.each([
    { url: 'app://desktop/', parent: null, trusted: true },
    { url: 'app://desktop/#/leads', parent: null, trusted: true },
    { url: 'app://desktop/', parent: {}, trusted: false },
    { url: 'app://other/', parent: null, trusted: false },
    { url: 'https://desktop/', parent: null, trusted: false },
    { url: 'file:///etc/passwd', parent: null, trusted: false },
    { url: 'about:blank', parent: null, trusted: false },
    { url: '', parent: null, trusted: false },
  ])('$url trusted: $trusted', ({ url, parent, trusted }) => {
    expect(isTrustedFrame({ url, parent }, null)).toBe(trusted);
  });

  test('a frame that is gone is not trusted', () => expect(isTrustedFrame(null, null)).toBe(false));
});

test.each([
  ['https://example.com/x', 'https://example.com/x'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
  ['http://example.com', null],
  ['https://user:pass@example.com', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['smb://server/share', null],
  ['not an address', null],
])('%s is handed to the system as %s', (address, expected) => expect(externalLink(address)).toBe(expected));

test.each([
  ['xgrowthos://clients/42-ab', 'app://desktop/#/clients/42-ab'],
  ['xgrowthos://pending/', 'app://desktop/#/pending'],
  ['xgrowthos://clients/../../x', 'app://desktop/#/x'],
  ['xgrowthos://clients/<script>', null],
  ['xgrowthos://clients//x', null],
  ['https://clients', null],
  ['nonsense', null],
])('the deep link %s leads to %s', (link, page) => {
  const found = deepLinkPage(link);
  if (link.includes('..')) expect(found).toMatch(/^app:\/\/desktop\/#\/[a-z/]+$/);
  else expect(found).toBe(page);
});

test('a deep link is found among arguments', () => {
  expect(deepLinkOf(['electron', '.', 'xgrowthos://today'])).toBe('xgrowthos://today');
  expect(deepLinkOf(['electron', '.'])).toBeNull();
});

describe('the window comes back', () => {
  const bounds = { x: 100, y: 100, width: 1000, height: 700 };
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  test.each([
    { name: 'where it was', saved: { bounds, maximised: false }, expected: bounds },
    {
      name: 'in its size when its screen is gone',
      saved: { bounds: { ...bounds, x: 5000 }, maximised: false },
      expected: { width: 1000, height: 700 },
    },
    { name: 'in the usual size the first time', saved: null, expected: DEFAULT_SIZE },
  ])('$name', ({ saved, expected }) => expect(restoredBounds(saved, screens)).toEqual(expected));

  test('from a file that may be damaged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'window-'));
    const path = join(folder, 'window.json');
    expect(await loadWindow(path)).toBeNull();
    await saveWindow(path, { bounds, maximised: true });
    expect(await loadWindow(path)).toEqual({ bounds, maximised: true });
    await writeFile(path, '{"bounds":');
    expect(await loadWindow(path)).toBeNull();
    await rm(folder, { recursive: true });
  });
});

describe('quitting', () => {
  const effects = (parts: Partial<Parameters<typeof createQuitSequence>[0]>, done: string[]) => ({
    closeWindows: () => void done.push('windows'),
    closeDesktop: async () => void done.push('desktop'),
    installUpdate: () => false,
    exit: (code: number) => void done.push(`exit ${code}`),
    report: (step: string) => void done.push(`failed ${step}`),
    wait: () => new Promise<void>(() => undefined),
    ...parts,
  });

  test.each([
    { name: 'in order', parts: {}, done: ['windows', 'desktop', 'exit 0'] },
    {
      name: 'although a window will not close',
      parts: {
        closeWindows: () => {
          throw new Error('no');
        },
      },
      done: ['failed windows', 'desktop', 'exit 0'],
    },
    {
      name: 'although the desktop fails',
      parts: { closeDesktop: () => Promise.reject(new Error('disk')) },
      done: ['windows', 'failed desktop', 'exit 1'],
    },
    {
      name: 'although the desktop hangs',
      parts: { closeDesktop: () => new Promise<void>(() => undefined), wait: () => Promise.resolve() },
      done: ['windows', 'failed desktop', 'exit 0'],
    },
    { name: 'into an update', parts: { installUpdate: () => true }, done: ['windows', 'desktop'] },
  ])('$name', async ({ parts, done }) => {
    const seen: string[] = [];
    await createQuitSequence(effects(parts, seen))();
    expect(seen).toEqual(done);
  });

  test('happens once, however often it is asked for', async () => {
    const seen: string[] = [];
    const quit = createQuitSequence(effects({}, seen));
    await Promise.all([quit(), quit(), quit()]);
    expect(seen).toEqual(['windows', 'desktop', 'exit 0']);
  });
});

describe('updates', () => {
  const status = { pending: 0, jobs: [], notices: [] } as unknown as DesktopStatus;
  const timers = { setTimeout: () => 0, clearTimeout: () => undefined };
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

  function source(isConfigured: boolean) {
    const calls: string[] = [];
    let announce: (version: string) => void = () => undefined;
    return {
      calls,
      announce: (version: string) => announce(version),
      isConfigured: async () => isConfigured,
      check: async () => void calls.push('check'),
      onReady: (listener: (version: string) => void) => void (announce = listener),
      quitAndInstall: () => void calls.push('install'),
    };
  }

  test('are not looked for where nothing is published', async () => {
    const updates = source(false);
    await createUpdater(updates, createStatusBoard(status, timers), log).start();
    expect(updates.calls).toEqual([]);
  });

  test('are installed on quitting, but not over pending changes or a running job', async () => {
    const updates = source(true);
    const board = createStatusBoard(status, timers);
    const updater = createUpdater(updates, board, log);
    await updater.start();
    expect(updater.installOnQuit()).toBe(false);
    updates.announce('2.0.0');
    expect(board.get().notices[0]?.text).toContain('2.0.0');
    board.update({ pending: 1 });
    expect(updater.installOnQuit()).toBe(false);
    board.update({ pending: 0 });
    expect(updater.installOnQuit()).toBe(true);
    expect(updates.calls).toEqual(['check', 'install']);
  });
});

test('the app answers for its own files only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'app-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const answer = await openAppFiles(folder);
  const page = await answer(new Request('app://desktop/'));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  for (const url of [
    'app://desktop/..%2fx',
    'app://other/',
    'app://desktop/%E0%A4%A',
    'app://desktop/none',
  ]) {
    expect((await answer(new Request(url))).status).toBe(404);
  }
  await rm(folder, { recursive: true });
});

test('development tools are in the menu of development only', () => {
  expect(JSON.stringify(appMenu('linux', false))).not.toContain('toggleDevTools');
  expect(JSON.stringify(appMenu('darwin', true))).toContain('toggleDevTools');
});
