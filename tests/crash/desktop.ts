/**
 * One desktop of the run: real processes that are killed and started again, and a writer that never stops for long.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openWindow, type TestWindow } from '../../electron/browser/testing/window.ts';
import { statusWhere } from '../support/desktop-client.ts';
import type { Program, Stage } from '../support/program.ts';
import type { Ledger } from './ledger.ts';
import { killReplicaOf } from './parts.ts';

export type Lead = { readonly id: string; readonly client_id: string };

export type CrashDesktop = {
  readonly name: string;
  readonly killAndRestart: () => Promise<void>;
  /** Kills the process of its replica alone; the desktop is left to notice and to open another. */
  readonly killReplica: () => Promise<void>;
  readonly pauseWriting: () => Promise<void>;
  /** Waits until everything is sent and has arrived, as long as it gets less within `timeoutMs`. */
  readonly quiesce: (timeoutMs: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const BETWEEN_WRITES_MS = 8;
const REPLY_PATIENCE_MS = 20_000;
/** A desktop whose replica has just died refuses at once. */
const AFTER_REFUSAL_MS = 100;

export async function startCrashDesktop(options: {
  readonly stage: Stage;
  readonly name: string;
  readonly serverUrl: string;
  /** Leads that this desktop alone writes. */
  readonly leads: readonly Lead[];
  readonly ledger: Ledger;
}): Promise<CrashDesktop> {
  const { stage, name, serverUrl } = options;
  let program: Program = await stage.startDesktop(name, serverUrl);
  let window: TestWindow = await openWindow(program.address);
  let writing: { readonly stop: () => Promise<void> } = startWriting(options, window);

  return {
    name,
    killAndRestart: async () => {
      await program.kill();
      await writing.stop();
      window.close();
      program = await stage.startDesktop(name, serverUrl);
      window = await openWindow(program.address);
      writing = startWriting(options, window);
    },
    killReplica: () => killReplicaOf(join(stage.folder, name), program.pid),
    pauseWriting: async () => writing.stop(),
    quiesce: async (timeoutMs) => {
      await window.client.pending.syncNow();
      // A backlog may take long on a busy machine; one that stands still is a finding.
      for (let left = Number.POSITIVE_INFINITY; left > 0;) {
        const status = await statusWhere(
          window.client,
          ({ pending, connection, initialSync }) =>
            pending < left && connection === 'online' && initialSync === null,
          timeoutMs,
        );
        left = status.pending;
      }
    },
    stop: async () => {
      await writing.stop();
      window.close();
      await program.stop();
    },
  };
}

/** Writes one after another until stopped or until the desktop is gone. */
function startWriting(
  { name, leads, ledger }: Parameters<typeof startCrashDesktop>[0],
  { client }: TestWindow,
): { stop: () => Promise<void> } {
  let isStopped = false;
  const write = async (lead: Lead): Promise<boolean> => {
    const text = `${name} ${randomUUID()}`;
    const isNote = Math.random() < 0.5;
    const rowId = isNote ? randomUUID() : lead.id;
    const sent = isNote
      ? client.mutations.run({
          name: 'notes/add',
          args: { id: rowId, client_id: lead.client_id, entity_type: 'lead', entity_id: lead.id, body: text },
        })
      : client.mutations.run({
          name: 'leads/update',
          args: { client_id: lead.client_id, changes: [{ id: lead.id, patch: { title: text } }] },
        });
    // A killed desktop never answers.
    const answer = await Promise.race([sent, delay(REPLY_PATIENCE_MS, null)]).catch(() => null);
    ledger.add({
      desktop: name,
      kind: isNote ? 'note' : 'title',
      rowId,
      text,
      mutationId: answer?.mutationId ?? null,
    });
    return answer !== null;
  };
  const running = (async () => {
    while (!isStopped) {
      const lead = leads[Math.floor(Math.random() * leads.length)];
      const isAcknowledged = lead !== undefined && (await write(lead));
      await delay(isAcknowledged ? BETWEEN_WRITES_MS : AFTER_REFUSAL_MS);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}
