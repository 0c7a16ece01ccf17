import type { DesktopStatus, Job, Notice } from '../../shared/contracts/desktop/status.ts';
import type { Timers } from '../sync/connectivity/timers.ts';
import { createHub } from './hub.ts';

/** Where every part of the desktop writes what the frame around the screens should show. */
export type StatusBoard = {
  readonly get: () => DesktopStatus;
  readonly watch: (signal: AbortSignal) => AsyncGenerator<DesktopStatus, void>;
  readonly update: (patch: Partial<DesktopStatus>) => void;
  readonly putJob: (job: Job) => void;
  readonly dropJob: (id: string) => void;
  readonly putNotice: (notice: Notice) => void;
  readonly dropNotice: (id: string) => void;
};

export function createStatusBoard(initial: DesktopStatus, timers: Timers): StatusBoard {
  const hub = createHub(initial, timers);
  const update = (patch: Partial<DesktopStatus>): void => {
    const before = hub.get();
    const after = { ...before, ...patch };
    if (JSON.stringify(after) !== JSON.stringify(before)) hub.set(after);
  };
  const { jobs, notices } = { jobs: () => hub.get().jobs, notices: () => hub.get().notices };
  return {
    get: hub.get,
    watch: hub.watch,
    update,
    putJob: (job) => update({ jobs: replaced(jobs(), job) }),
    dropJob: (id) => update({ jobs: jobs().filter((one) => one.id !== id) }),
    putNotice: (notice) => update({ notices: replaced(notices(), notice) }),
    dropNotice: (id) => update({ notices: notices().filter((one) => one.id !== id) }),
  };
}

/** In its old place when it is known, so that nothing jumps. */
function replaced<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  return list.some((one) => one.id === item.id)
    ? list.map((one) => (one.id === item.id ? item : one))
    : [...list, item];
}
