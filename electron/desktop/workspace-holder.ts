import { AppError } from '../../shared/kernel/app-error.ts';
import type { Sessions, SignedIn } from '../session/sessions.ts';
import type { DesktopPlatform, Log } from './ports.ts';
import { NOTHING_OPEN } from './starting-status.ts';
import type { StatusBoard } from './status-board.ts';
import { openWorkspace, removeAccountFolder } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/** Keeps the workspace of whoever is signed in: opens, swaps and closes it as sessions come and go. */
export type WorkspaceHolder = {
  readonly start: () => void;
  /** Waits while it is being opened. Throws `unauthenticated` when nobody is signed in, and what opening threw. */
  readonly current: () => Promise<Workspace>;
  /** Called with each workspace that opens; what it returns is called before that one closes. */
  readonly onOpen: (listener: (workspace: Workspace) => () => Promise<void>) => void;
  readonly wake: () => void;
  /** Closes the workspace and removes the person's files from this device. */
  readonly remove: (accountKey: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Held = {
  readonly key: string;
  readonly opening: Promise<Workspace>;
  readonly closers: (() => Promise<void>)[];
};

const NOTICE = 'workspace-fault';

export function openWorkspaceHolder(options: {
  readonly dataDir: string;
  readonly sessions: Sessions;
  readonly platform: DesktopPlatform;
  readonly board: StatusBoard;
  readonly log: Log;
}): WorkspaceHolder {
  const { sessions, board, log } = options;
  const listeners: ((workspace: Workspace) => () => Promise<void>)[] = [];
  let held: Held | null = null;
  let closing: Promise<void> = Promise.resolve();

  function follow(now: SignedIn | null): void {
    if (held && held.key !== now?.account.key) letGo();
    if (now) {
      if (held) void held.opening.then((one) => one.sessionChanged(now)).catch(() => undefined);
      else held = hold(now);
    }
    show(now);
  }

  function show(now: SignedIn | null): void {
    board.update(
      now
        ? { phase: 'ready', person: now.account.person, serverUrl: now.account.server_url }
        : { ...NOTHING_OPEN, phase: 'signed_out', connection: 'signed_out' },
    );
  }

  function hold(signedIn: SignedIn): Held {
    const closers: (() => Promise<void>)[] = [];
    const opening = closing
      .then(() => openWorkspace({ ...options, signedIn }))
      .then((workspace) => {
        board.dropNotice(NOTICE);
        const now = sessions.current();
        if (now?.account.key === signedIn.account.key) workspace.sessionChanged(now);
        for (const listener of listeners) closers.push(listener(workspace));
        return workspace;
      });
    opening.catch((cause: unknown) => {
      const error = AppError.from(cause);
      log.error('the profile could not be opened', { code: error.code, message: error.message });
      board.putNotice({ id: NOTICE, level: 'error', text: error.hint, action: null });
    });
    return { key: signedIn.account.key, opening, closers };
  }

  function letGo(): void {
    const leaving = held;
    held = null;
    if (!leaving) return;
    closing = closing.then(async () => {
      const workspace = await leaving.opening.catch(() => null);
      for (const close of leaving.closers) await close();
      await workspace?.close();
    });
    closing = closing.catch((cause: unknown) => {
      log.error('the profile could not be closed', { message: AppError.from(cause).message });
    });
  }

  return {
    start: () => {
      sessions.onChange(follow);
      follow(sessions.current());
    },
    current: async () => {
      if (held) return held.opening;
      throw new AppError('unauthenticated', 'nobody is signed in', { hint: 'Sign in first.' });
    },
    onOpen: (listener) => {
      listeners.push(listener);
    },
    wake: () => {
      void held?.opening.then((one) => one.wake()).catch(() => undefined);
    },
    remove: async (accountKey) => {
      if (held?.key === accountKey) letGo();
      await closing;
      await removeAccountFolder(options.dataDir, accountKey);
    },
    close: async () => {
      letGo();
      await closing;
    },
  };
}
