/** What one of the servers does once a day. */
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../../shared/kernel/time.ts';
import type { Writer } from '../writes/writer.ts';
import { startDaily, type DailyWork } from './daily.ts';
import { pruneRecords } from './prune-records.ts';
import { purgeTrash } from './purge-trash.ts';

export type DailyJobPorts = {
  readonly pool: Pool;
  readonly writer: Pick<Writer, 'runAsSystem'>;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Answers how to stop them: what runs ends at its next step. */
export function startDailyJobs(ports: DailyJobPorts): () => Promise<void> {
  const { pool, log } = ports;
  const works: readonly DailyWork[] = [
    {
      name: 'purge trash',
      run: async (isStopping) => {
        const rows = await purgeTrash({ ...ports, isStopping });
        if (rows > 0) log.info({ rows }, 'removed from the trash for good');
      },
    },
    {
      name: 'prune records',
      run: async (isStopping) => {
        const pruned = await pruneRecords({ ...ports, isStopping });
        if (pruned.commits + pruned.records > 0) log.info(pruned, 'removed old records of changes');
      },
    },
  ];
  const started = works.map((work) => startDaily(work, { pool, log, later }));
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
  };
}

/** A day is too long to keep a process alive for. */
function later(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
}
