/** The command line as a device: it uploads mutations in order and learns what became of each. */
import { randomUUID } from 'node:crypto';
import {
  MAX_MUTATIONS_PER_BATCH,
  uploadResponseSchema,
  type MutationResult,
  type UploadedMutation,
} from '../../shared/contracts/server/mutations.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import type { ApiClient } from './api-client.ts';

export type Write = { readonly name: string; readonly version: number; readonly args: unknown };

export type DeviceUploader = {
  readonly send: (writes: readonly Write[]) => Promise<readonly MutationResult[]>;
};

/**
 * Throws the reason of the first rejected mutation; those before it have taken effect. `version` of a write comes from its
 * definition in shared/mutations.
 */
export function createUploader(api: ApiClient, deviceId: string, now: () => string): DeviceUploader {
  let lastSeq: number | null = null;

  async function post(mutations: readonly UploadedMutation[]) {
    const answer = await api.post(
      '/api/mutations',
      { device_id: deviceId, epoch: null, mutations },
      uploadResponseSchema,
    );
    lastSeq = answer.last_seq;
    return answer;
  }

  async function sendBatch(writes: readonly Write[]): Promise<readonly MutationResult[]> {
    const first = (lastSeq ?? (await post([])).last_seq) + 1;
    const mutations = writes.map((write, index) => ({
      ...write,
      seq: first + index,
      id: randomUUID(),
      expected: {},
      at: now(),
    }));
    const answer = await post(mutations);
    if (answer.status !== 'ok' || answer.results.length < mutations.length) {
      throw new AppError('unavailable', `upload ${answer.status}`, {
        hint: `The server took ${answer.results.length} of ${mutations.length} changes, then stopped. Run the command again.`,
      });
    }
    const refused = answer.results.find((result) => result.outcome === 'rejected');
    if (refused)
      throw new AppError('precondition_failed', 'rejected', {
        hint: refused.reason?.hint ?? 'The server refused the change.',
      });
    return answer.results;
  }

  return {
    send: async (writes) => {
      const results: MutationResult[] = [];
      for (let start = 0; start < writes.length; start += MAX_MUTATIONS_PER_BATCH) {
        results.push(...(await sendBatch(writes.slice(start, start + MAX_MUTATIONS_PER_BATCH))));
      }
      return results;
    },
  };
}
