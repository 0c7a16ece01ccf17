/**
 * The growing end of the outbox file: many appends, one write, one sync.
 *
 * Law: a durable append resolves only after its bytes would survive a loss of power, and a failed one leaves no
 * trace: the file is cut back to what was there before.
 */
import { diskError } from '../../platform/disk-errors.ts';
import type { OutboxFile } from './files.ts';
import type { Placed } from './scan.ts';

export type Append = {
  /** Called when its group is written, in order. `group` counts the mutations encoded so far. */
  readonly encode: (group: { mutations: number }) => Uint8Array;
  readonly durable: boolean;
  /** Called in the order of the file, before the promise resolves. */
  readonly placed: (at: Placed) => void;
};

type Waiting = Append & {
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
};

const MAX_GROUP_RECORDS = 64;

export type Journal = {
  /** Resolves in the order of the calls. Throws `disk_full`, `disk_unwritable`. */
  readonly append: (record: Append) => Promise<void>;
  /**
   * Runs `swap` between two groups; it may hand in another file to grow. `after` runs before the next group is
   * written.
   */
  readonly exclusive: (
    swap: (
      file: OutboxFile,
      end: number,
    ) => Promise<{ readonly file: OutboxFile; readonly end: number } | null>,
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

  async function writeGroup(group: readonly Waiting[], encoded: readonly Uint8Array[]): Promise<void> {
    if (ragged) await file.truncate(end);
    ragged = true;
    await file.write(end, Buffer.concat(encoded));
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
      let encoded: readonly Uint8Array[];
      try {
        const counted = { mutations: 0 };
        encoded = group.map((one) => one.encode(counted));
        await writeGroup(group, encoded);
      } catch (cause) {
        await cutBack();
        const error = diskError(cause, 'your change');
        for (const one of group) one.reject(error);
        continue;
      }
      for (const [index, one] of group.entries()) {
        const bytes = encoded[index]?.length ?? 0;
        one.placed({ offset: end, bytes });
        end += bytes;
        one.resolve();
      }
    }
  }

  function takeGroup(): readonly Waiting[] {
    const group = waiting.slice(0, MAX_GROUP_RECORDS);
    waiting = waiting.slice(group.length);
    return group;
  }

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...record, resolve, reject });
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
