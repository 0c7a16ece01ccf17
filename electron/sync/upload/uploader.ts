/**
 * Sends the outbox to the server: in order, one request at a time, again and again until each mutation has an
 * answer. Repeating is safe, because the server knows each by its id.
 *
 * Law: nothing is sent before the outbox says durably that it may have been, and no answer reaches the replica
 * before it is durable in the outbox.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { UploadResponse } from '../../../shared/contracts/server/mutations.ts';
import type { Connectivity } from '../connectivity/connectivity.ts';
import type { Timers } from '../connectivity/timers.ts';
import { reportTrouble } from '../connectivity/trouble.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { requestFailure } from '../../session/server-api.ts';
import { takeAnswer } from './answer.ts';
import type { UploadEvents, UploadReplica, UploadServer } from './ports.ts';

export type Uploader = {
  /** Something was appended, or a person wants it now. */
  readonly kick: () => void;
  readonly stop: () => Promise<void>;
};

export type UploaderOptions = {
  readonly outbox: Outbox;
  readonly server: UploadServer;
  readonly replica: UploadReplica;
  readonly connectivity: Connectivity;
  readonly timers: Timers;
  readonly events: UploadEvents;
};

type Pass = Awaited<ReturnType<Connectivity['enter']>>;

/** How long a fault of this machine's own is given before the next try. */
const LOCAL_FAULT_PAUSE_MS = 5_000;

export function startUploader(options: UploaderOptions): Uploader {
  const stopping = new AbortController();
  const wakeUp = createLatch();
  const finished = run(options, wakeUp, stopping.signal);
  return {
    kick: wakeUp.open,
    stop: async () => {
      stopping.abort(new AppError('cancelled', 'uploader stopped'));
      wakeUp.open();
      await finished;
    },
  };
}

async function run(options: UploaderOptions, wakeUp: Latch, signal: AbortSignal): Promise<void> {
  const { outbox, connectivity, events, timers } = options;
  let wasBusy = false;
  while (!signal.aborted) {
    if (!outbox.view().sendable) {
      if (wasBusy) events.drained();
      wasBusy = false;
      await wakeUp.wait();
      continue;
    }
    wasBusy = true;
    try {
      const pass = await connectivity.enter(signal);
      const step = pass.isProbe ? probe(options, pass) : sendOnce(options, pass, signal);
      await step.finally(pass.left);
      events.localFault(null);
    } catch (cause) {
      if (signal.aborted) return;
      events.localFault(AppError.from(cause));
      await pause(timers, LOCAL_FAULT_PAUSE_MS, signal);
    }
  }
}

/**
 * While it is not known that the server is there, no change is sent: what is sent into the void could not be withdrawn
 * any more.
 */
async function probe({ connectivity, events }: UploaderOptions, pass: Pass): Promise<void> {
  const found = await events.probe();
  if (found === 'there') pass.succeeded();
  else if (found === 'refused') connectivity.report({ kind: 'token_refused' });
  else reportTrouble(connectivity, pass, found);
}

/** One request and what follows from it. Throws only for faults of this machine. */
async function sendOnce(options: UploaderOptions, pass: Pass, signal: AbortSignal): Promise<void> {
  const { outbox, server, replica } = options;
  const offered = await outbox.nextBatch();
  const last = offered.at(-1);
  if (!last) return;
  await outbox.markSent(last.seq);
  // Some may have been withdrawn until the record above was on the disk.
  const batch = offered.filter(({ id }) => outbox.find(id) !== undefined);
  await replica.markSent(batch.map((one) => one.id));
  const { deviceId, epoch } = outbox.view();
  const mutations = batch.map(({ kind: _kind, ...mutation }) => mutation);
  let response: UploadResponse;
  try {
    response = await server.upload({ device_id: deviceId, epoch, mutations }, signal);
  } catch (cause) {
    if (signal.aborted) throw cause;
    return failed(options, pass, AppError.from(cause));
  }
  const progressed = await takeAnswer(options, batch, response);
  if (progressed) pass.succeeded();
  else pass.failed('server');
}

async function failed(options: UploaderOptions, pass: Pass, error: AppError): Promise<void> {
  const { connectivity, events } = options;
  const failure = requestFailure(error);
  if (failure) return pass.failed(failure.failure, failure.retryAfterMs);
  if (error.code === 'unauthenticated') {
    const goOn = await events.refreshToken();
    if (goOn) pass.failed('server');
    else connectivity.report({ kind: 'token_refused' });
    return;
  }
  if (error.code === 'forbidden' && (await events.regainAccess())) return pass.failed('server');
  connectivity.report({ kind: 'stop', reason: error.hint });
}

type Latch = { readonly open: () => void; readonly wait: () => Promise<void> };

/** A door that one waiter passes each time it is opened; opening it early is remembered. */
function createLatch(): Latch {
  let isOpen = false;
  let pass: (() => void) | null = null;
  return {
    open: () => {
      if (pass) pass();
      else isOpen = true;
      pass = null;
    },
    wait: () => {
      if (isOpen) {
        isOpen = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        pass = resolve;
      });
    },
  };
}

function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const handle = timers.setTimeout(done, ms);
    function done(): void {
      timers.clearTimeout(handle);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
