import { AppError } from '../../../../shared/kernel/app-error.ts';
import { emptyBuffer, resumedBuffer } from '../plan/table-buffer.ts';
import type { Loader } from './loader.ts';
import type { Model } from './model.ts';
import type { RunOptions } from './run.ts';
import { planStart } from './start-plan.ts';
import type { Streams } from './streams.ts';

/** Reads where the replica stands, lets go of rows that left the scope, resumes streams and begins the load. */
export async function beginRun(
  options: RunOptions & { readonly model: Model; readonly streams: Streams; readonly loader: Loader },
): Promise<void> {
  const { sync, session, persist, signal, model, streams, loader } = options;
  if (!session.tables.includes('commits')) {
    throw new AppError('precondition_failed', 'the session lacks the commits table', {
      hint: 'The server did not say how to receive changes. Sign in again; if that does not help, tell your administrator.',
    });
  }
  const state = await persist.run(() => sync.state(), signal);
  const plan = planStart(state, session);
  const { keepClients } = plan;
  if (keepClients !== null) await persist.run(() => sync.dropClients(keepClients), signal);
  model.lsn = plan.lsn;
  model.plannedUpTo = plan.lsn;
  model.asOf = state.asOf;
  if (plan.lsn > 0n) {
    // Until a load is shown, its tables stand where they were: commits that name them wait.
    for (const table of plan.load) model.buffers.set(table, { ...emptyBuffer(table), frontier: plan.lsn });
    for (const position of plan.resume) model.buffers.set(position.table, resumedBuffer(position, plan.lsn));
  }
  for (const { table } of plan.resume) streams.open(table, 'buffer');
  if (plan.load.length + plan.gone.length > 0) await loader.begin(plan.load, plan.gone);
}
