/**
 * The server's exactly-once write path. Every change of a synced table, by people or by the server's own jobs, goes through
 * here. Order is arrival; device clocks are never compared.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { UploadRequest, UploadResponse } from '../../shared/contracts/server/mutations.ts';
import type { Actor } from '../../shared/mutations/define.ts';
import { writeBarrier } from './barrier.ts';
import { readEpoch } from './epoch.ts';
import type { WriterPorts } from './ports.ts';
import { runAsSystem, type SystemOptions, type SystemResult } from './system.ts';
import { uploadBatch } from './upload.ts';

export type Writer = {
  /** Takes a device's batch (see uploadBatch). */
  readonly upload: (actor: Actor, request: UploadRequest) => Promise<UploadResponse>;
  /** Runs a mutation as the server itself. */
  readonly runAsSystem: (name: string, args: unknown, options?: SystemOptions) => Promise<SystemResult>;
  readonly barrier: (id: string) => Promise<void>;
  readonly epoch: () => Promise<string>;
  /** From now on batches stop before their next mutation; resolves when none is running. */
  readonly drain: () => Promise<void>;
};

export function createWriter(ports: Omit<WriterPorts, 'wait'> & Partial<Pick<WriterPorts, 'wait'>>): Writer {
  const all: WriterPorts = { wait: (ms) => delay(ms), ...ports };
  const running = new Set<Promise<unknown>>();
  let draining = false;

  function tracked<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  }

  return {
    upload: (actor, request) => tracked(uploadBatch(all, actor, request, () => draining)),
    runAsSystem: (name, args, options) => tracked(runAsSystem(all, name, args, options)),
    barrier: (id) => writeBarrier(all, id),
    epoch: () => readEpoch(all.pool),
    drain: async () => {
      draining = true;
      await Promise.allSettled(running);
    },
  };
}
