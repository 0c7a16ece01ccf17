/** The file system as the outbox needs it. All of it asynchronous; errors are Node's system errors. */
export type OutboxFile = {
  readonly size: () => Promise<number>;
  /** Fewer bytes than asked only at the end of the file. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  readonly write: (offset: number, bytes: Uint8Array) => Promise<void>;
  /** Returns when the file's bytes would survive a loss of power. */
  readonly sync: () => Promise<void>;
  readonly truncate: (size: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type OutboxFiles = {
  /** Creates the folder if needed and keeps other processes out of it; throws `locked`. */
  readonly lock: () => Promise<{ readonly release: () => Promise<void> }>;
  /** Opens for reading and writing, creating an empty file. */
  readonly open: (name: string) => Promise<OutboxFile>;
  readonly exists: (name: string) => Promise<boolean>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Returns when names (created, renamed) would survive a loss of power. */
  readonly syncFolder: () => Promise<void>;
};
