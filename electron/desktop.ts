/**
 * Composition root of the desktop, used by both entries (main.ts, browser.ts): one profile folder, one person at a
 * time, one replica and one outbox per person and server.
 */
import { AppError } from '../shared/kernel/app-error.ts';
import type { DesktopStatus } from '../shared/contracts/desktop/status.ts';
import { acquireLock } from './platform/process-lock.ts';
import { createImports } from './engines/import/imports.ts';
import type { Imports } from './engines/import/ports.ts';
import type { DesktopPlatform, Log } from './desktop/ports.ts';
import { createStatusBoard } from './desktop/status-board.ts';
import { startingStatus } from './desktop/starting-status.ts';
import type { StatusBoard } from './desktop/status-board.ts';
import { openWorkspaceHolder } from './desktop/workspace-holder.ts';
import type { WorkspaceHolder } from './desktop/workspace-holder.ts';
import { createServerApi } from './session/server-api.ts';
import { normalServerUrl } from './session/server-url.ts';
import { openProfile, withServer } from './session/profile.ts';
import type { ProfileStore } from './session/profile.ts';
import { createSessions } from './session/sessions.ts';
import type { Sessions } from './session/sessions.ts';

export type DesktopOptions = {
  readonly dataDir: string;
  /** Chosen on the command line; otherwise the profile's. */
  readonly serverUrl?: string | undefined;
  /** Signs in by itself where nobody ever did, for trying the product out. */
  readonly demoSignIn?: { readonly email: string; readonly password: string } | undefined;
  readonly version: string;
  readonly platform: DesktopPlatform;
  readonly log: Log;
};

/** What the handlers of the desktop API work with. */
export type DesktopContext = {
  readonly dataDir: string;
  readonly platform: DesktopPlatform;
  readonly log: Log;
  readonly board: StatusBoard;
  readonly profile: ProfileStore;
  readonly sessions: Sessions;
  readonly workspaces: WorkspaceHolder;
  readonly imports: Imports;
};

export type Desktop = {
  readonly context: DesktopContext;
  readonly status: () => DesktopStatus;
  /** The machine woke up or the network changed. */
  readonly wake: () => void;
  readonly close: () => Promise<void>;
};

/** Opens a profile. Throws `locked` when another desktop has it open, `disk_full`, `disk_unwritable`. */
export async function createDesktop(options: DesktopOptions): Promise<Desktop> {
  const lock = await acquireLock(options.dataDir, 'desktop.lock');
  try {
    return await openDesktop(options, lock.release);
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

async function openDesktop(options: DesktopOptions, release: () => Promise<void>): Promise<Desktop> {
  const { dataDir, platform, log } = options;
  const profile = await openProfile(dataDir);
  if (options.serverUrl !== undefined) {
    const serverUrl = normalServerUrl(options.serverUrl);
    if (profile.get().server_url !== serverUrl) await profile.change((old) => withServer(old, serverUrl));
  }
  const board = createStatusBoard(
    startingStatus({
      serverUrl: profile.get().server_url ?? '',
      tokenStore: platform.tokens.kind,
      version: options.version,
      deviceName: platform.deviceName,
    }),
    platform.timers,
  );
  const sessions = createSessions({
    profile,
    tokens: platform.tokens,
    api: (serverUrl) => createServerApi(serverUrl, platform.fetch),
    clock: platform.clock,
    device: { name: platform.deviceName, platform: platform.osName },
    version: options.version,
  });
  const workspaces = openWorkspaceHolder({ dataDir, sessions, platform, board, log });
  const imports = createImports({ workspaces, sessions, board, platform, log });
  const context = { dataDir, platform, log, board, profile, sessions, workspaces, imports };
  await sessions.restore();
  workspaces.start();
  await signInForDemo(options, sessions, log);
  return {
    context,
    status: board.get,
    wake: workspaces.wake,
    close: async () => {
      await imports.close();
      await workspaces.close();
      await release();
    },
  };
}

async function signInForDemo(options: DesktopOptions, sessions: Sessions, log: Log): Promise<void> {
  const demo = options.demoSignIn;
  if (!demo || sessions.current() !== null) return;
  try {
    await sessions.signIn(demo.email, demo.password);
  } catch (cause) {
    log.warn('the demo person could not be signed in', { code: AppError.from(cause).code });
  }
}
