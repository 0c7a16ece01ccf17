import type { Clock } from '../../shared/kernel/time.ts';
import type { RandomBytes } from '../../shared/kernel/ids.ts';
import type { ReplicaClient } from '../replica/types.ts';
import type { Fetch } from '../session/server-api.ts';
import type { TokenStore } from '../platform/token-store.ts';
import type { Timers } from '../sync/connectivity/timers.ts';
import type { OutboxFiles } from '../sync/outbox/files.ts';
import type { UndoFiles } from './undo/undo-files.ts';

/** Where the desktop says what people do not see. Never given a token, a password or a row. */
export type Log = {
  readonly info: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, details?: Readonly<Record<string, unknown>>) => void;
};

/** What the desktop needs from its surroundings; one set for Electron, one for Node. */
export type DesktopPlatform = {
  readonly tokens: TokenStore;
  /** Starts the replica's process over a folder of its own. */
  readonly openReplica: (folder: string) => Promise<ReplicaClient>;
  /** The files of an outbox, in a folder of its own. */
  readonly outboxFiles: (folder: string) => OutboxFiles;
  /** Where the last actions are remembered, in a folder of its own; in memory alone when left out. */
  readonly undoFiles?: (folder: string) => UndoFiles;
  /** File that a worker thread of imports is started from. */
  readonly importWorker: string;
  /** Whether a window may name this file of the machine: Electron's may name what its dialog chose, a browser none. */
  readonly mayOpenPath: (path: string) => boolean;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly randomBytes: RandomBytes;
  readonly deviceName: string;
  readonly osName: string;
};
