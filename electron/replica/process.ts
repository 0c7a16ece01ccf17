/**
 * Entry of the replica's process: one of Node's own or a worker thread, or a utility process under Electron. The port
 * to main is the only way in.
 */
import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { MUTATIONS } from '../../shared/mutations/registry/registry.ts';
import { QUERIES } from '../../shared/queries/registry.ts';
import { startDownSync } from '../sync/down/start.ts';
import { compileOnce } from './open/compiler-flags.ts';
import { parentChannel } from './rpc/ipc-channel.ts';
import type { Channel } from './rpc/protocol.ts';
import { utilityChannel } from './rpc/utility-channel.ts';
import { serveReplica } from './serve.ts';

compileOnce();
serveReplica(portToMain(), {
  mutations: MUTATIONS,
  queries: QUERIES,
  now: () => performance.now(),
  exit: () => process.exit(0),
  startDownSync: ({ sync, session, emit }) =>
    startDownSync({
      sync,
      session,
      emit,
      clock: { now: Date.now },
      timers: { setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
      fetch: (url, init) => fetch(url, init),
      randomBytes: (count) => randomBytes(count),
    }),
});

function portToMain(): Channel {
  const port = parentPort;
  if (!port) return parentChannel(process) ?? utilityChannel(process);
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => void port.on('message', receive),
  };
}
