/**
 * Drives the connectivity machine: keeps its timer, and lets requests through one at a time until one has succeeded,
 * so that a server that comes back is asked once and not by every stream at the same moment.
 */
import { createGate, type Pass } from './gate.ts';
import { INITIAL_CONNECTION, nextConnection, type Connection, type ConnectionEvent } from './machine.ts';
import type { Timers } from './timers.ts';

export type Connectivity = {
  readonly current: () => Connection;
  readonly report: (event: ConnectionEvent) => void;
  /** Waits until a request may be sent. Rejects with the signal's reason. */
  readonly enter: (signal: AbortSignal) => Promise<Pass>;
  /** Ends the timer. Waiters stay until their signals abort. */
  readonly close: () => void;
};

export type ConnectivityOptions = {
  readonly timers: Timers;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Called after each change of state, wait or reason. */
  readonly onChange?: (connection: Connection) => void;
  /** Called when held requests should be sent afresh (wake, network change). */
  readonly onWake?: () => void;
};

export function createConnectivity(options: ConnectivityOptions): Connectivity {
  let connection = INITIAL_CONNECTION;
  let timer: unknown = null;

  const clearTimer = (): void => {
    if (timer !== null) options.timers.clearTimeout(timer);
    timer = null;
  };
  const arm = (): void => {
    clearTimer();
    if (connection.retryInMs === null) return;
    timer = options.timers.setTimeout(() => report({ kind: 'timer' }), connection.retryInMs);
  };
  const report = (event: ConnectionEvent): void => {
    const before = connection;
    connection = nextConnection(before, event, options.random());
    if (event.kind === 'wake' || event.kind === 'network_changed') options.onWake?.();
    if (connection !== before) {
      if (connection.retryInMs !== before.retryInMs || event.kind === 'timer') arm();
      options.onChange?.(connection);
    }
    gate.reconsider();
  };
  const gate = createGate(() => connection, report);
  return { current: () => connection, report, enter: gate.enter, close: clearTimer };
}
