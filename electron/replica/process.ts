/**
 * Entry of the replica's process: a forked one under Node, a utility process under Electron. The port to main is the
 * only way in.
 */
import { randomBytes } from 'node:crypto';
import { MUTATIONS } from '../../shared/mutations/registry/registry.ts';
import { QUERIES } from '../../shared/queries/registry.ts';
import { startDownSync } from '../sync/down/start.ts';
import { compileOnce } from './open/compiler-flags.ts';
import { parentChannel } from './rpc/ipc-channel.ts';
import { utilityChannel } from './rpc/utility-channel.ts';
import { serveReplica } from './serve.ts';

compileOnce();
serveReplica(parentChannel(process) ?? utilityChannel(process), {
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
