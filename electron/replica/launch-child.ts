/**
 * Runs the replica in a process of its own under Node, as Electron's utility process does: it can die alone, and the
 * system gets its memory back when it ends. It ends when its desktop does, however that came.
 */
import { fork } from 'node:child_process';
import type { ReplicaProcess } from './client.ts';
import { ipcChannel } from './rpc/ipc-channel.ts';

/**
 * glibc keeps large pieces that were freed, more with each larger one, until a load has doubled what the process holds.
 * Told a size, it gives them back. Other systems ignore it.
 */
const RETURN_MEMORY = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** `entry` is the replica's program, as a file: `process.ts` or its bundle. */
export function launchChild(entry: string): ReplicaProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...RETURN_MEMORY, ...process.env },
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
