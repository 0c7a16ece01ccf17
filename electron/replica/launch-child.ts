/**
 * Runs the replica in a process of its own under Node, as Electron's utility process does: it can die alone, and the
 * system gets its memory back when it ends. It ends when its desktop does, however that came.
 */
import { fork } from 'node:child_process';
import type { ReplicaProcess } from './client.ts';
import { ipcChannel } from './rpc/ipc-channel.ts';

/** `entry` is the replica's program, as a file: `process.ts` or its bundle. */
export function launchChild(entry: string): ReplicaProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    // A program that cannot be started says `error` and never `exit`.
    child.on('error', () => {
      if (child.pid === undefined) resolve();
    });
    child.once('exit', () => resolve());
  });
  return {
    channel: ipcChannel(child),
    ended,
    terminate: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
