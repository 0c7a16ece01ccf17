import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';

import type { DesktopContract } from '../../shared/contracts/desktop/contract.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient } from './desktop-client.ts';
import { superviseLink } from './desktop-link.ts';
import { openPortLink } from './port-link.ts';
import { exchangeToken, openSocketLink, takeEntryToken } from './socket-link.ts';

export type Connection = {
  readonly client: DesktopClient;
  /** Resolves if the desktop refuses this window for good. */
  readonly refused: Promise<AppError>;
};

/**
 * Connects this window to its desktop: over the preload script's port inside Electron, over a WebSocket in a browser.
 * Call once, before the router reads the address.
 */
export function connectDesktop(target: Window): Connection {
  const isElectron = target.navigator.userAgent.includes('Electron/');
  const open = isElectron ? () => openPortLink(target) : browserOpener(target);
  const { link, refused } = superviseLink({
    open,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
  });
  return { client: createORPCClient<ContractRouterClient<DesktopContract>>(link), refused };
}

function browserOpener(target: Window) {
  const storage = target.sessionStorage;
  let token = takeEntryToken(target.location, target.history);
  return async () => {
    if (token !== null) {
      await exchangeToken(token, storage).catch((cause: unknown) => {
        // A used token is no loss while this tab still has a session, e.g. after going back in its history.
        if (AppError.from(cause).code !== 'unauthenticated') throw cause;
      });
      token = null;
    }
    return openSocketLink(storage, target.location);
  };
}
