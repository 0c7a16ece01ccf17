/** A desktop over a real profile folder, with a fake replica and a fake server, spoken to through its own router. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createRouterClient } from '@orpc/server';
import type { RouterClient } from '@orpc/server';

import { desktopRouter } from '../../api/router.ts';
import { createDesktop } from '../../desktop.ts';
import type { Desktop } from '../../desktop.ts';
import type { DesktopPlatform } from '../ports.ts';
import { nodeUndoFiles } from '../undo/undo-files.ts';
import { nodeOutboxFiles } from '../../sync/outbox/node-files.ts';
import { fileTokenStore } from '../../platform/file-token-store.ts';
import { fakeReplica } from './fake-replica.ts';
import type { FakeReplica } from './fake-replica.ts';
import { fakeSyncServer, SERVER_URL } from './fake-sync-server.ts';
import type { FakeSyncServer } from './fake-sync-server.ts';

export type Desk = {
  readonly desktop: Desktop;
  readonly client: RouterClient<typeof desktopRouter>;
  readonly server: FakeSyncServer;
  readonly replica: FakeReplica;
  readonly dataDir: string;
  /** Closes this desktop and opens the profile again; the replica's process is new, too. */
  readonly restart: () => Promise<Desk>;
  readonly close: () => Promise<void>;
};

export type DeskWorld = {
  readonly dataDir?: string;
  readonly server?: FakeSyncServer;
  readonly replica?: FakeReplica;
  readonly clock?: { now: () => number };
  readonly outboxFiles?: DesktopPlatform['outboxFiles'];
  readonly timers?: DesktopPlatform['timers'];
};

export async function openDesk(world: DeskWorld = {}): Promise<Desk> {
  const dataDir = world.dataDir ?? (await mkdtemp(join(tmpdir(), 'desktop test ')));
  const server = world.server ?? fakeSyncServer();
  const replica = world.replica ?? fakeReplica();
  const desktop = await createDesktop({
    dataDir,
    serverUrl: SERVER_URL,
    version: '0.0.0',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    platform: {
      tokens: fileTokenStore(join(dataDir, 'tokens.json')),
      openReplica: replica.open,
      outboxFiles: world.outboxFiles ?? nodeOutboxFiles,
      undoFiles: nodeUndoFiles,
      importWorker: fileURLToPath(new URL('../../engines/import/import-worker.ts', import.meta.url)),
      mayOpenPath: () => false,
      fetch: (url, init) => server.fetch(url, init),
      clock: world.clock ?? { now: Date.now },
      timers: world.timers ?? {
        setTimeout: (run, delayMs) => setTimeout(run, delayMs),
        clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
      },
      random: () => 0.01,
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
      deviceName: 'test',
      osName: 'test',
    },
  });
  return {
    desktop,
    client: createRouterClient(desktopRouter, { context: desktop.context }),
    server,
    replica,
    dataDir,
    restart: async () => {
      await desktop.close();
      return openDesk({ ...world, dataDir, server, replica: fakeReplica() });
    },
    close: async () => {
      await desktop.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
