import { randomBytes } from 'node:crypto';
import { hostname, platform as osPlatform } from 'node:os';

import type { DesktopPlatform } from '../desktop/ports.ts';
import { nodeUndoFiles } from '../desktop/undo/undo-files.ts';
import { nodeOutboxFiles } from '../sync/outbox/node-files.ts';

/** What Node and Electron's main process have in common. */
export function commonPlatform() {
  return {
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    outboxFiles: nodeOutboxFiles,
    undoFiles: nodeUndoFiles,
    clock: { now: Date.now },
    timers: {
      setTimeout: (run: () => void, delayMs: number) => setTimeout(run, delayMs),
      clearTimeout: (handle: unknown) => {
        if (handle instanceof Object && 'ref' in handle) clearTimeout(handle as NodeJS.Timeout);
      },
    },
    random: Math.random,
    randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
    deviceName: hostname().slice(0, 100),
    osName: osPlatform(),
  } satisfies Partial<DesktopPlatform>;
}
