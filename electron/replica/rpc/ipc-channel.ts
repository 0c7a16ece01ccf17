/** The channel that Node lays between a process and one that it forked, the same at both ends. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Channel } from './protocol.ts';

type IpcEnd = {
  readonly send: (
    message: object,
    handle: undefined,
    options: undefined,
    done: (cause: Error | null) => void,
  ) => boolean;
  readonly on: (event: 'message', listener: (message: unknown) => void) => unknown;
};

/** A message to an end that is gone is dropped: that its process ended is told elsewhere. */
export function ipcChannel(end: IpcEnd): Channel {
  return {
    send: (message) => {
      if (typeof message !== 'object' || message === null) {
        throw new AppError('bug', `a ${typeof message} cannot be sent to the replica`);
      }
      end.send(message, undefined, undefined, () => undefined);
    },
    onMessage: (receive) => void end.on('message', receive),
  };
}

/**
 * The forked end of it. The process ends with the one that forked it, also when that one was killed. A key press in
 * the terminal (SIGINT, SIGHUP) reaches both; only the desktop acts on it, because it has things to close in order.
 */
export function parentChannel(host: NodeJS.Process): Channel | null {
  if (!host.send) return null;
  host.once('disconnect', () => host.exit(0));
  for (const signal of ['SIGINT', 'SIGHUP'] as const) host.on(signal, () => undefined);
  return ipcChannel({
    send: (message, handle, options, done) => host.send?.(message, handle, options, done) ?? false,
    on: (event, listener) => host.on(event, listener),
  });
}
