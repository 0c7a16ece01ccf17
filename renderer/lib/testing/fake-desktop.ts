/**
 * A desktop without a desktop: rows in memory, mutations that merge `{ id, ...fields }` into a row, a status that can
 * be changed. For development (`?fake`) and tests of the interface; never part of a build.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { z } from 'zod';
import type { DesktopClient, DesktopStatus, LiveRow, MutationRequest } from '../desktop-client.ts';
import { createAsyncQueue } from './async-queue.ts';
import { createFakeLive } from './fake-live.ts';
import { FAKE_STATUS } from './fake-status.ts';

export type FakeDesktop = {
  readonly client: DesktopClient;
  readonly setStatus: (change: Partial<DesktopStatus>) => void;
};

type FakeDesktopOptions = {
  /** Rows of each query by name. */
  readonly lists: Readonly<Record<string, readonly LiveRow[]>>;
  readonly status?: Partial<DesktopStatus>;
  /** Delay of every answer. */
  readonly latencyMs?: number;
  /** Answers a mutation with an error. */
  readonly refuse?: (request: MutationRequest) => AppError | null;
  readonly undo?: DesktopClient['undo']['undo'];
};

const updateSchema = z.looseObject({ id: z.string() });
/** How long a change stays "Saved here" and then "Waiting" before it is "Synced". */
const SYNC_STEP_MS = 900;

export function createFakeDesktop(options: FakeDesktopOptions): FakeDesktop {
  const { lists, latencyMs = 4, refuse, undo } = options;
  let status: DesktopStatus = { ...FAKE_STATUS, ...options.status };
  const statusQueues = new Set<ReturnType<typeof createAsyncQueue<DesktopStatus>>>();
  const live = createFakeLive(lists, status.asOf ?? '');
  let seq = 0;

  function setStatus(change: Partial<DesktopStatus>): void {
    status = { ...status, ...change };
    for (const queue of statusQueues) queue.push(status);
  }

  function writeRow(id: string, change: (row: LiveRow) => LiveRow): void {
    for (const query of live.queries()) {
      const row = live.find(query, id);
      if (row) live.put(query, [change(row)]);
    }
  }

  function applyMutation(args: unknown): void {
    const parsed = updateSchema.safeParse(args);
    if (!parsed.success) return;
    const { id, ...fields } = parsed.data;
    writeRow(id, (row) => ({ ...row, row: { ...row.row, ...fields }, sync: 'saved_here' }));
    setStatus({ pending: status.pending + 1 });
    setTimeout(() => writeRow(id, (row) => ({ ...row, sync: 'waiting' })), SYNC_STEP_MS);
    setTimeout(() => {
      writeRow(id, (row) => ({ ...row, sync: 'synced' }));
      setStatus({ pending: Math.max(0, status.pending - 1) });
    }, 2 * SYNC_STEP_MS);
  }

  const later = () => new Promise<void>((resolve) => setTimeout(resolve, latencyMs));
  const unsupported = () => Promise.reject(new AppError('not_implemented', 'not part of the stand-in'));

  const client: DesktopClient = {
    status: {
      watch: async (_input, call) => {
        const queue = createAsyncQueue<DesktopStatus>();
        statusQueues.add(queue);
        queue.push(status);
        return queue.stream(call?.signal ?? new AbortController().signal);
      },
    },
    session: {
      setServer: async ({ url }) => ({ url, version: status.version }),
      signIn: async () => {
        setStatus({ phase: 'ready', person: FAKE_STATUS.person, connection: 'online' });
        return { offline: false };
      },
      signOut: async () => setStatus({ phase: 'signed_out', person: null, connection: 'signed_out' }),
    },
    live: {
      watch: async (request, call) => {
        await later();
        return live.watch(request, call?.signal ?? new AbortController().signal);
      },
      moveWindow: async (move) => {
        await later();
        live.moveWindow(move);
      },
      keys: async ({ query, args }) => ({ keys: [...live.keys(query, args)] }),
    },
    mutations: {
      run: async (request) => {
        await later();
        const error = refuse?.(request);
        if (error) throw error;
        seq += 1;
        applyMutation(request.args);
        return { mutationId: crypto.randomUUID(), seq, undo: { group: crypto.randomUUID(), reason: null } };
      },
    },
    undo: { undo: undo ?? unsupported, redo: unsupported },
    pending: { watch: unsupported, discard: unsupported, retry: unsupported, syncNow: unsupported },
    imports: {
      upload: unsupported,
      open: unsupported,
      dryRun: unsupported,
      start: unsupported,
      watch: unsupported,
      list: async () => [],
      cancel: async ({ importId }) =>
        setStatus({
          jobs: status.jobs.map((job) => (job.id === importId ? { ...job, state: 'cancelled' } : job)),
        }),
      resume: unsupported,
      refused: unsupported,
    },
    device: { info: unsupported, rebuildReplica: unsupported },
  };
  return { client, setStatus };
}
