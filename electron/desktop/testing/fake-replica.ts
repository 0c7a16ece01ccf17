/** A replica without a database: remembers what it was told, answers reads from what a test puts in. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { LiveEvent } from '../../../shared/contracts/desktop/live.ts';
import type {
  LocalMutation,
  ReplicaClient,
  ReplicaEvent,
  ReplicaSession,
  Settlement,
} from '../../replica/types.ts';

export type FakeReplica = {
  readonly open: (folder: string) => Promise<ReplicaClient>;
  /** Applied and not dropped, in order. */
  readonly pending: LocalMutation[];
  readonly settled: Settlement[];
  readonly sessions: (ReplicaSession | null)[];
  readonly rows: Map<string, readonly Readonly<Record<string, unknown>>[]>;
  /** What `applyLocal` refuses, by mutation name. */
  readonly refuses: Map<string, AppError>;
  readonly emit: (event: ReplicaEvent) => void;
  /** This many next writes find the disk full. */
  readonly fillDisk: (writes: number) => void;
  /** The process dies: streams and calls fail, the next open works again. */
  readonly crash: () => void;
  readonly opens: () => number;
};

export function fakeReplica(): FakeReplica {
  const pending: LocalMutation[] = [];
  const settled: Settlement[] = [];
  const sessions: (ReplicaSession | null)[] = [];
  const rows = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  const refuses = new Map<string, AppError>();
  let sinks = new Set<(event: ReplicaEvent) => void>();
  let death = Promise.withResolvers<never>();
  death.promise.catch(() => undefined);
  let opens = 0;
  let refusedWrites = 0;

  async function write(work: () => void): Promise<void> {
    refusedWrites -= 1;
    if (refusedWrites >= 0) throw new AppError('disk_full', 'no space left');
    work();
  }

  function client(): ReplicaClient {
    const mine = death;
    const alive = async (): Promise<void> => {
      await Promise.race([Promise.resolve(), mine.promise]);
    };
    return {
      restorePending: async (mutations) => {
        await alive();
        await write(() => pending.splice(0, pending.length, ...mutations));
        return [];
      },
      applyLocal: async (mutation) => {
        await alive();
        const refusal = refuses.get(mutation.name);
        if (refusal) throw refusal;
        pending.push(mutation);
        return { summary: `Did ${mutation.name}`, entityType: 'clients', entityId: null, rows: 1 };
      },
      settle: async (some) => {
        await alive();
        settled.push(...some);
      },
      dropLocal: (ids) =>
        write(() => {
          const kept = pending.filter((one) => !ids.includes(one.id));
          pending.splice(0, pending.length, ...kept);
        }),
      markSent: alive,
      setSession: (session) => write(() => sessions.push(session)),
      wake: async () => undefined,
      watch: async function* (_request, signal) {
        yield { kind: 'snapshot', total: 0, offset: 0, rows: [], asOf: null } satisfies LiveEvent;
        await until(signal, mine.promise);
      },
      moveWindow: async () => undefined,
      keys: async () => [],
      read: async (query) => rows.get(query) ?? [],
      rebuild: async () => undefined,
      info: async () => ({ bytes: 1, rows: 2 }),
      events: async function* (signal) {
        const queue: ReplicaEvent[] = [];
        let wake = Promise.withResolvers<void>();
        const sink = (event: ReplicaEvent): void => {
          queue.push(event);
          wake.resolve();
        };
        sinks.add(sink);
        while (!signal.aborted) {
          for (const event of queue.splice(0)) yield event;
          wake = Promise.withResolvers();
          await Promise.race([wake.promise, until(signal, mine.promise)]);
        }
      },
      close: async () => undefined,
    };
  }

  return {
    open: async () => {
      opens += 1;
      return client();
    },
    pending,
    settled,
    sessions,
    rows,
    refuses,
    emit: (event) => {
      for (const sink of sinks) sink(event);
    },
    fillDisk: (writes) => void (refusedWrites = writes),
    crash: () => {
      const dying = death;
      death = Promise.withResolvers<never>();
      death.promise.catch(() => undefined);
      sinks = new Set();
      dying.reject(new AppError('unavailable', 'the replica process ended'));
    },
    opens: () => opens,
  };
}

function until(signal: AbortSignal, death: Promise<never>): Promise<void> {
  return Promise.race([
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    }),
    death,
  ]);
}
