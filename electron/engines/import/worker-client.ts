import { Worker } from 'node:worker_threads';

import { AppError, errorText } from '../../../shared/kernel/app-error.ts';
import type { ExistingLead } from '../../../shared/ports/existing-leads.ts';
import type { CsvPreview } from '../../../host/csv/preview-csv.ts';
import type {
  FromWorker,
  ImportTask,
  PreviewTask,
  ToWorker,
  WorkerBatch,
  WorkerTask,
} from './worker-messages.ts';

/** Reads the beginning of a list in a thread of its own. Errors: those of `previewCsv`. */
export async function previewInWorker(entry: string, path: string): Promise<CsvPreview> {
  let preview: CsvPreview | null = null;
  await converse(
    entry,
    { kind: 'preview', path } satisfies PreviewTask,
    new AbortController().signal,
    async (message) => {
      if (message.kind === 'preview') preview = message.preview;
      return null;
    },
  );
  if (!preview) throw new AppError('bug', 'the worker ended without a preview');
  return preview;
}

export type ImportHandlers = {
  readonly existing: (keys: readonly string[]) => Promise<readonly ExistingLead[]>;
  /** The next batch is planned only after this has resolved. */
  readonly batch: (batch: WorkerBatch) => Promise<void>;
};

/** Plans a whole list in a thread of its own. Rejects with the signal's reason when it aborts, and with what a handler threw. */
export async function importInWorker(
  entry: string,
  task: ImportTask,
  handlers: ImportHandlers,
  signal: AbortSignal,
): Promise<void> {
  await converse(entry, task, signal, async (message) => {
    if (message.kind === 'existing') {
      const leads = await handlers.existing(message.keys);
      return { kind: 'existing', request: message.request, leads };
    }
    if (message.kind !== 'batch') return null;
    await handlers.batch(message.batch);
    return { kind: 'next' };
  });
}

async function converse(
  entry: string,
  task: WorkerTask,
  signal: AbortSignal,
  answer: (message: FromWorker) => Promise<ToWorker | null>,
): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(entry, { workerData: task, name: 'import' });
  const done = Promise.withResolvers<void>();
  let busy: Promise<unknown> = Promise.resolve();
  const stop = (): void => done.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'done') return done.resolve();
    if (message.kind === 'failed') return done.reject(AppError.fromWire(message.error));
    busy = answer(message).then((reply) => reply && worker.postMessage(reply), done.reject);
  });
  worker.on('error', (cause) => done.reject(ended(errorText(cause))));
  worker.on('exit', () => done.reject(ended('the thread ended')));
  try {
    await done.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    // What is being saved is saved before anybody looks at how far it came.
    await busy;
    await worker.terminate();
  }
}

function ended(why: string): AppError {
  return new AppError('unavailable', `import thread: ${why}`, {
    hint: 'Reading the list stopped unexpectedly. Resume the import to go on.',
  });
}
