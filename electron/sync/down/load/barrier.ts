import type { LogChange } from '../protocol/messages.ts';

export type BarrierPorts = {
  readonly newId: () => string;
  /** Writes a barrier; resolves when the server has. Retried inside. */
  readonly postBarrier: (id: string, signal: AbortSignal) => Promise<void>;
};

/** The barrier of one load: a commit naming every table, written by the server once the snapshots are there. */
export function createBarrier(ports: BarrierPorts, signal: AbortSignal) {
  let posted: { readonly id: string; readonly controller: AbortController } | null = null;
  let lsn: bigint | null = null;
  return {
    isPosted: () => posted !== null,
    lsn: () => lsn,
    /** A snapshot taken later may contain it unseen, so that a table that starts over needs a new one. */
    withdraw: (): void => {
      posted?.controller.abort();
      posted = null;
      lsn = null;
    },
    post: (): void => {
      if (posted) return;
      const controller = new AbortController();
      const id = ports.newId();
      posted = { id, controller };
      ports.postBarrier(id, AbortSignal.any([controller.signal, signal])).catch(() => undefined);
    },
    seek: (changes: readonly LogChange[]): void => {
      if (!posted || lsn !== null) return;
      const id = posted.id;
      lsn = changes.find(({ commit }) => commit?.id === id)?.lsn ?? null;
    },
  };
}
