/** Events of the replica for whoever listens. Those told before anybody listened wait for the first listener. */
import type { ReplicaEvent } from './types.ts';

/** More than this waits only when nobody will ever listen. */
const WAITING_ALLOWED = 1_000;

export type EventLog = {
  readonly emit: (event: ReplicaEvent) => void;
  /** Answers how to stop. */
  readonly follow: (listener: (event: ReplicaEvent) => void) => () => void;
};

export function createEventLog(): EventLog {
  const listeners = new Set<(event: ReplicaEvent) => void>();
  let waiting: ReplicaEvent[] = [];
  return {
    emit: (event) => {
      if (listeners.size === 0) waiting = [...waiting, event].slice(-WAITING_ALLOWED);
      else for (const listener of listeners) listener(event);
    },
    follow: (listener) => {
      listeners.add(listener);
      for (const event of waiting.splice(0)) listener(event);
      return () => listeners.delete(listener);
    },
  };
}
