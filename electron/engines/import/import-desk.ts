import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import type { Job } from '../../../shared/contracts/desktop/status.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { ErrorCode } from '../../../shared/kernel/app-error.ts';
import { createHub } from '../../desktop/hub.ts';
import type { Hub } from '../../desktop/hub.ts';
import type { DesktopPlatform, Log } from '../../desktop/ports.ts';
import type { StatusBoard } from '../../desktop/status-board.ts';
import type { Workspace } from '../../desktop/workspace.ts';
import type { Sessions } from '../../session/sessions.ts';
import { loadRecords, saveRecord } from './import-record.ts';
import type { ImportRecord } from './import-record.ts';
import { importJob } from './import-job.ts';
import { summaryOf } from './import-summary.ts';
import { closeImport, runImport, settledProgress } from './run-import.ts';
import type { UploadFiles } from './upload-files.ts';

/** The imports of one person on this device: running, interrupted and past. */
export type ImportDesk = {
  readonly folder: string;
  readonly start: (record: ImportRecord) => Promise<string>;
  readonly watch: (importId: string, signal: AbortSignal) => Promise<AsyncGenerator<ImportSummary, void>>;
  readonly list: () => Promise<readonly ImportSummary[]>;
  readonly find: (importId: string) => Promise<ImportRecord>;
  readonly cancel: (importId: string) => Promise<void>;
  readonly resume: (importId: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type DeskOptions = {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly sessions: Sessions;
  readonly board: StatusBoard;
  readonly platform: DesktopPlatform;
  readonly log: Log;
  readonly uploads: UploadFiles;
};

type Held = {
  readonly hub: Hub<ImportRecord>;
  running: { readonly stop: AbortController; readonly done: Promise<void> } | null;
};

/** How long a job that is over stays in the status bar. */
const JOB_SHOWN_MS = 60_000;

/** Why a run was ended from outside. */
const CANCELLED = new AppError('cancelled', 'cancelled by the person');
const CLOSING = new AppError('unavailable', 'the desktop is closing');

/** Stops that are not the list's fault: the same run can go on later. */
const RESUMABLE: ReadonlySet<ErrorCode> = new Set([
  'disk_full',
  'disk_unwritable',
  'unavailable',
  'offline',
  'timeout',
  'locked',
  'corrupt',
  'unauthenticated',
]);

export function createImportDesk(options: DeskOptions): ImportDesk {
  const { folder, workspace, board, platform, log } = options;
  const imports = new Map<string, Held>();
  const loaded = load().catch((cause: unknown) => {
    log.error('past imports cannot be read', { message: AppError.from(cause).message });
  });

  /** What ran when the desktop ended is interrupted now, and is offered to go on. */
  async function load(): Promise<void> {
    for (const found of await loadRecords(folder)) {
      const isLost = found.state === 'running';
      const record = isLost
        ? { ...settledProgress(found, workspace.outbox), state: 'interrupted' as const }
        : found;
      if (isLost) await saveRecord(folder, record);
      imports.set(record.import_id, { hub: createHub(record, platform.timers), running: null });
      if (record.state === 'interrupted') board.putNotice(interruptedNotice(record));
    }
    await options.uploads.removeOthers(
      new Set(
        [...imports.values()].filter((one) => canGoOn(one.hub.get())).map((one) => one.hub.get().file.path),
      ),
    );
  }

  function show(held: Held, record: ImportRecord): void {
    held.hub.set(record);
    const job: Job = importJob(record);
    board.putJob(job);
    if (job.state !== 'running') platform.timers.setTimeout(() => dropOver(held, job.id), JOB_SHOWN_MS);
  }

  function dropOver(held: Held, id: string): void {
    if (!held.running && workspace.isOpen()) board.dropJob(id);
  }

  async function settle(held: Held, record: ImportRecord): Promise<void> {
    await saveRecord(folder, record).catch((cause: unknown) => {
      log.error('the state of an import could not be kept', { message: AppError.from(cause).message });
    });
    show(held, record);
  }

  function begin(held: Held): void {
    const stop = new AbortController();
    const done = run(held, stop.signal).catch((cause: unknown) => {
      log.error('an import ended badly', { message: AppError.from(cause).message });
    });
    held.running = { stop, done: done.finally(() => void (held.running = null)) };
  }

  async function run(held: Held, signal: AbortSignal): Promise<void> {
    board.dropNotice(noticeId(held.hub.get().import_id));
    const mutations = workspace.mutationParties;
    try {
      const parties = {
        folder,
        workerEntry: platform.importWorker,
        replica: await workspace.replica.client(),
        suppressionKey: options.sessions.current()?.suppressionKey ?? null,
        mutations,
        onProgress: (record: ImportRecord) => show(held, record),
      };
      const record = await runImport(parties, held.hub.get(), signal);
      await finish(held, record, 'finished', null);
    } catch (cause) {
      const error = AppError.from(cause);
      const record = settledProgress(held.hub.get(), workspace.outbox);
      if (signal.reason === CLOSING) return await settle(held, { ...record, state: 'interrupted' });
      if (signal.reason === CANCELLED) return await finish(held, record, 'cancelled', null);
      log.warn('an import stopped', { code: error.code, message: error.message });
      if (RESUMABLE.has(error.code))
        return await settle(held, { ...record, state: 'interrupted', error: error.hint });
      await finish(held, record, 'failed', error.hint);
    }
  }

  async function finish(
    held: Held,
    record: ImportRecord,
    state: 'finished' | 'cancelled' | 'failed',
    error: string | null,
  ): Promise<void> {
    const closed = { ...record, state, error, closings: record.closings + 1 };
    // A list that never opened its record (refused at once) has nothing to close.
    if (record.progress.batch > 0 || state === 'finished') {
      await closeImport({ mutations: workspace.mutationParties }, closed, state);
    }
    await settle(held, closed);
  }

  async function held(importId: string): Promise<Held> {
    await loaded;
    const found = imports.get(importId);
    if (found) return found;
    throw new AppError('not_found', `no import ${importId}`, {
      hint: 'This import is not known on this device.',
    });
  }

  return {
    folder,
    start: async (record) => {
      await loaded;
      await saveRecord(folder, record);
      const added: Held = { hub: createHub(record, platform.timers), running: null };
      imports.set(record.import_id, added);
      show(added, record);
      begin(added);
      return record.import_id;
    },
    watch: async (importId, signal) => summaries((await held(importId)).hub, signal),
    list: async () => {
      await loaded;
      const all = [...imports.values()].map((one) => summaryOf(one.hub.get()));
      return all.toSorted((a, b) => (a.importId < b.importId ? 1 : -1));
    },
    find: async (importId) => (await held(importId)).hub.get(),
    cancel: async (importId) => {
      const one = await held(importId);
      if (one.running) {
        one.running.stop.abort(CANCELLED);
        return one.running.done;
      }
      if (canGoOn(one.hub.get())) await finish(one, one.hub.get(), 'cancelled', null);
      board.dropNotice(noticeId(importId));
    },
    resume: async (importId) => {
      const one = await held(importId);
      if (one.running) return;
      if (!canGoOn(one.hub.get())) {
        throw new AppError('precondition_failed', 'import is over', { hint: 'This import is over.' });
      }
      const record: ImportRecord = { ...one.hub.get(), state: 'running', error: null };
      await saveRecord(folder, record);
      show(one, record);
      begin(one);
    },
    close: async () => {
      await loaded;
      const running = [...imports.values()].flatMap((one) => one.running ?? []);
      for (const one of running) one.stop.abort(CLOSING);
      await Promise.all(running.map((one) => one.done));
    },
  };
}

function canGoOn(record: ImportRecord): boolean {
  return record.state === 'interrupted' || record.state === 'failed';
}

async function* summaries(hub: Hub<ImportRecord>, signal: AbortSignal): AsyncGenerator<ImportSummary, void> {
  for await (const record of hub.watch(signal)) {
    yield summaryOf(record);
    if (record.state === 'finished' || record.state === 'cancelled') return;
  }
}

function noticeId(importId: string): string {
  return `import-${importId}`;
}

function interruptedNotice(record: ImportRecord) {
  return {
    id: noticeId(record.import_id),
    level: 'warning' as const,
    text: `The import of “${record.file.name}” was interrupted after ${record.progress.counts.total} rows. Nothing is lost; it can go on from there.`,
    action: { label: 'Resume', link: `/leads/import?resume=${record.import_id}` },
  };
}
