import type { ReplicaProcess } from '../replica/client.ts';

/** The part of Electron's UtilityProcess that is used. */
export type UtilityChild = {
  readonly postMessage: (message: unknown) => void;
  readonly kill: () => boolean;
  readonly on: {
    (event: 'message', listener: (message: unknown) => void): unknown;
    (event: 'exit', listener: (code: number) => void): unknown;
  };
};

/** The replica in a process of its own, as main talks to it. */
export function utilityReplica(child: UtilityChild): ReplicaProcess {
  const ended = new Promise<void>((resolve) => void child.on('exit', () => resolve()));
  return {
    channel: {
      send: (message) => child.postMessage(message),
      onMessage: (receive) => void child.on('message', receive),
    },
    ended,
    terminate: async () => {
      child.kill();
      await ended;
    },
  };
}
