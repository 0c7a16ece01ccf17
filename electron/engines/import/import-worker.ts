/**
 * Worker thread of imports: reads the list, judges and plans its rows, hands over one batch at a time. It writes
 * nothing; the process it belongs to saves each batch before it asks for the next.
 */
import { createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { createRowReader } from '../../../shared/domain/csv/row-reader.ts';
import { guardianContext } from '../../../shared/engines/guardian/context.ts';
import { createGuardian } from '../../../shared/engines/guardian/guardian.ts';
import { createImportPlanner } from '../../../shared/engines/guardian/import-plan.ts';
import type { ImportPlanner } from '../../../shared/engines/guardian/import-plan.ts';
import { suppressionSet } from '../../../shared/engines/guardian/suppression-set.ts';
import type { ExistingLead } from '../../../shared/ports/existing-leads.ts';
import { previewCsv } from '../../../host/csv/preview-csv.ts';
import { readCsv } from '../../../host/csv/read-csv.ts';
import { packBatch } from './pack-batch.ts';
import type { FromWorker, ImportTask, ToWorker, WorkerTask } from './worker-messages.ts';

async function work(port: MessagePort, task: WorkerTask): Promise<void> {
  const say = (message: FromWorker): void => port.postMessage(message);
  try {
    if (task.kind === 'preview') say({ kind: 'preview', preview: await previewCsv(task.path) });
    else await importList(task, listener(port, say));
    say({ kind: 'done' });
  } catch (cause) {
    say({ kind: 'failed', error: AppError.from(cause).toWire() });
  }
}

type Conversation = {
  readonly say: (message: FromWorker) => void;
  readonly next: () => Promise<void>;
  readonly existing: (keys: readonly string[]) => Promise<readonly ExistingLead[]>;
};

async function importList(task: ImportTask, talk: Conversation): Promise<void> {
  const planner = plannerOf(task, talk);
  let progress: Omit<ImportTask['from'], 'refused_bytes'> = task.from;
  const { checkpoint } = task.from;
  if (checkpoint) await rememberRows(task, planner, checkpoint.row);
  const from = checkpoint ? { from: checkpoint } : {};
  for await (const read of readCsv(task.path, { format: task.format, ...from })) {
    const planned = await planner.planBatch(read.rows);
    const batch = packBatch(task, progress, read, planned);
    progress = batch.progress;
    talk.say({ kind: 'batch', batch });
    await talk.next();
  }
}

function plannerOf(task: ImportTask, talk: Conversation): ImportPlanner {
  const { suppression } = task;
  const key = suppression ? Buffer.from(suppression.keyHex, 'hex') : Buffer.alloc(0);
  const digest = (value: string): string => createHmac('sha256', key).update(value).digest('hex');
  return createImportPlanner({
    guardian: createGuardian(
      guardianContext({
        policy: task.policy,
        suppression: suppression ? suppressionSet(suppression.rows, digest) : 'not_loaded',
      }),
    ),
    existing: { byEmailKeys: talk.existing },
    readRow: createRowReader(task.columns, task.mapping),
    options: task.options,
  });
}

/** After a restart: rows that are already in, so that their mailboxes count as seen. */
async function rememberRows(task: ImportTask, planner: ImportPlanner, lastRow: number): Promise<void> {
  for await (const { rows } of readCsv(task.path, { format: task.format })) {
    const before = rows.filter(({ row }) => row <= lastRow);
    planner.remember(before);
    if (before.length < rows.length) return;
  }
}

function listener(port: MessagePort, say: (message: FromWorker) => void): Conversation {
  const asked = new Map<number, (leads: readonly ExistingLead[]) => void>();
  let requests = 0;
  let goOn: () => void = () => undefined;
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'next') return goOn();
    asked.get(message.request)?.(message.leads);
    asked.delete(message.request);
  });
  return {
    say,
    next: () =>
      new Promise((resolve) => {
        goOn = resolve;
      }),
    existing: (keys) =>
      new Promise((resolve) => {
        requests += 1;
        asked.set(requests, resolve);
        say({ kind: 'existing', request: requests, keys });
      }),
  };
}

if (parentPort) {
  const port = parentPort;
  const task: WorkerTask = workerData;
  void work(port, task).finally(() => port.close());
}
