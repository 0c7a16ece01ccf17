/**
 * The growing end of the outbox file: many appends, one write, one sync.
 *
 * Law: a durable append resolves only after its bytes would survive a loss of power, and a failed one leaves no
 * trace: the file is cut back to what was there before.
 */
import { diskError } from '../../platform/disk-errors.ts';
import type { OutboxFile } from './files.ts';
import type { Placed } from './scan.ts';

type Waiting = {
  readonly bytes: Uint8Array;
  readonly durable: boolean;
  readonly resolve: (at: Placed) => void;
  readonly reject: (cause: unknown) => void;
};

const MAX_GROUP_BYTES = 16 * 1024 * 1024;

export type Journal = {
  /** Resolves in the order of the calls. Throws `disk_full`, `disk_unwritable`. */
  readonly append: (bytes: Uint8Array, durable: boolean) => Promise<Placed>;
  /**
   * Runs `swap` between two groups; it may hand in another file to grow. `after` runs before the next group is
   * written.
   */
  readonly exclusive: (
    swap: (file: OutboxFile, end: number) => Promise<{ readonly file: OutboxFile; readonly end: number } | null>,
    after: () => void,
  ) => Promise<void>;
  readonly end: () => number;
  readonly file: () => OutboxFile;
  /** A sync failed once: what the operating system still held in memory may be gone, so the file must be rewritten. */
  readonly suspect: () => boolean;
  readonly close: () => Promise<void>;
};

export function createJournal(openFile: OutboxFile, openEnd: number): Journal {
  let file = openFile;
  let end = openEnd;
  let ragged = false;
  let suspect = false;
  let waiting: Waiting[] = [];
  let turn: Promise<void> = Promise.resolve();
  let scheduled = false;

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    if (ragged) {
      await file.truncate(end);
      ragged = false;
    }
    const bytes = group.length === 1 && group[0] ? group[0].bytes : Buffer.concat(group.map((one) => one.bytes));
    ragged = true;
    await file.write(end, bytes);
    if (group.some((one) => one.durable)) await syncFile();
    ragged = false;
  }

  async function syncFile(): Promise<void> {
    try {
      await file.sync();
    } catch (cause) {
      suspect = true;
      throw cause;
    }
  }

  async function cutBack(): Promise<void> {
    await file.truncate(end).then(
      () => void (ragged = false),
      () => undefined,
    );
  }

  async function flush(): Promise<void> {
    scheduled = false;
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await writeGroup(group);
      } catch (cause) {
        await cutBack();
        const error = diskError(cause, 'your change');
        for (const one of group) one.reject(error);
        continue;
      }
      for (const one of group) {
        one.resolve({ offset: end, bytes: one.bytes.length });
        end += one.bytes.length;
      }
    }
  }

  function takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const one of waiting) {
      if (count > 0 && bytes + one.bytes.length > MAX_GROUP_BYTES) break;
      bytes += one.bytes.length;
      count += 1;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  return {
    append: (bytes, durable) =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes, durable, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        void inTurn(flush);
      }),
    exclusive: (swap, after) =>
      inTurn(async () => {
        const next = await swap(file, end);
        if (!next) return;
        const old = file;
        file = next.file;
        end = next.end;
        suspect = false;
        ragged = false;
        after();
        await old.close().catch(() => undefined);
      }),
    end: () => end,
    file: () => file,
    suspect: () => suspect,
    close: () => inTurn(() => file.close()),
  };
}
