/**
 * Down-sync: shapes in, consistent cuts out. Runs beside the replica's store, in its process.
 * Law: it never skips a change and never shows half a transaction; whatever fails is kept, told and tried again.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { uuidV7 } from '../../../shared/kernel/ids.ts';
import { createConnectivity } from '../connectivity/connectivity.ts';
import { INITIAL_CONNECTION } from '../connectivity/machine.ts';
import { createPauses } from './http/pause.ts';
import { createRequester } from './http/requester.ts';
import { createSessionGate } from './http/session-gate.ts';
import { runDownSync } from './run/run.ts';
import { createPersist } from './run/persist.ts';
import { createStatus } from './run/status.ts';
import type { DownSync, DownSyncOptions, StartDownSync } from './types.ts';

export const startDownSync: StartDownSync = (options: DownSyncOptions): DownSync => {
  const { emit, timers, session } = options;
  const stopping = new AbortController();
  const random = (): number => uniform(options.randomBytes(4));
  const status = createStatus(INITIAL_CONNECTION, emit);
  const fail = (error: AppError): void => emit({ kind: 'failed', error: error.toWire() });
  const pauses = createPauses(timers, random);
  const connectivity = createConnectivity({ timers, random, onChange: status.connection });
  const gate = createSessionGate({ token: session.token, connectivity, timers, random, emit });
  const requester = createRequester({
    fetch: options.fetch,
    timers,
    connectivity,
    session: gate,
    pause: pauses.pause,
    onTooOld: (hint) => fail(new AppError('too_old', 'the server refuses this version', { hint })),
  });
  const persist = createPersist({
    pause: pauses.pause,
    onFailure: (error) => {
      fail(error);
      status.store(error.hint);
    },
    onRecovery: () => status.store(null),
  });
  const run = runDownSync({
    ...options,
    requester,
    status,
    persist,
    pause: pauses.pause,
    fail,
    newId: () => uuidV7(options.clock.now(), options.randomBytes),
    signal: stopping.signal,
  });

  return {
    stop: async () => {
      stopping.abort(new AppError('cancelled', 'the down-sync was stopped'));
      connectivity.close();
      await run.ended;
      await persist.idle();
    },
    wake: () => {
      if (stopping.signal.aborted) return;
      connectivity.report({ kind: 'wake' });
      requester.wake();
      pauses.wake();
      run.reopenRefused();
    },
    setToken: (token) => {
      if (stopping.signal.aborted) return;
      gate.set(token);
      run.reopenRefused();
    },
  };
};

/** Four random bytes as a number in [0, 1). */
function uniform(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (sum + byte) / 256, 0);
}
