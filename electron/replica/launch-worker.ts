/** Runs the replica's process as a worker thread, for Node: development, browser.ts, tests. */
import { Worker } from 'node:worker_threads';
import type { ReplicaProcess } from './client.ts';

/** `entry` is the replica's program, as a file: `process.ts` or its bundle. */
export function launchWorker(entry: string): ReplicaProcess {
  const worker = new Worker(entry, { name: 'replica' });
  // A worker that fails emits `error` and then `exit`; the second is what counts here.
  worker.on('error', () => {});
  return {
    channel: {
      send: (message) => worker.postMessage(message),
      onMessage: (receive) => void worker.on('message', receive),
    },
    ended: new Promise((resolve) => worker.once('exit', () => resolve())),
    terminate: async () => {
      await worker.terminate();
    },
  };
}
