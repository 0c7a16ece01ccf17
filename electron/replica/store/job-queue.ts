/**
 * PGlite has one connection and blocks its thread, so everything that uses it stands in one line. What a person waits
 * for goes first; within one urgency the order of arrival is kept.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';

/** `edit`: a person's change. `read`: a screen. `sync`: news of the server. `idle`: upkeep. */
export type Urgency = 'edit' | 'read' | 'sync' | 'idle';

const ORDER = ['edit', 'read', 'sync', 'idle'] as const satisfies readonly Urgency[];
/** After so many jobs in a row that overtook waiting ones, the oldest waiting one goes: nothing starves. */
const OVERTAKES_ALLOWED = 20;

export type JobQueue = {
  readonly run: <T>(urgency: Urgency, job: () => Promise<T>) => Promise<T>;
  /** Waits for the running job and refuses the rest with `unavailable`. */
  readonly close: () => Promise<void>;
  readonly idle: () => boolean;
};

type Job = { readonly start: () => Promise<void>; readonly refuse: (error: AppError) => void };

export function createJobQueue(): JobQueue {
  const waiting: Record<Urgency, Job[]> = { edit: [], read: [], sync: [], idle: [] };
  let running: Promise<void> | null = null;
  let closed = false;
  let overtakes = 0;

  const next = (): Job | undefined => {
    const due = ORDER.filter((urgency) => waiting[urgency].length > 0);
    const fair = overtakes >= OVERTAKES_ALLOWED ? due.at(-1) : due[0];
    overtakes = due.length > 1 && fair === due[0] ? overtakes + 1 : 0;
    return fair === undefined ? undefined : waiting[fair].shift();
  };
  const work = async (): Promise<void> => {
    for (let job = next(); job; job = next()) await job.start();
    running = null;
  };
  return {
    run: (urgency, job) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(closing());
          return;
        }
        waiting[urgency].push({ start: () => job().then(resolve, reject), refuse: reject });
        running ??= Promise.resolve().then(work);
      }),
    close: async () => {
      closed = true;
      for (const urgency of ORDER) for (const job of waiting[urgency].splice(0)) job.refuse(closing());
      await running;
    },
    idle: () => running === null,
  };
}

function closing(): AppError {
  return new AppError('unavailable', 'the replica is closing', {
    hint: 'The local database is closing. Try again in a moment.',
  });
}
