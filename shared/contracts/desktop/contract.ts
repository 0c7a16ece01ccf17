import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { importPreviewSchema, importRequestSchema, importSummarySchema } from './imports.ts';
import { liveEventSchema, liveRequestSchema, moveWindowSchema, wireErrorSchema } from './live.ts';
import { pendingListSchema } from './pending.ts';
import { desktopStatusSchema } from './status.ts';
import { undoCallSchema, undoResultSchema, undoTargetSchema } from './undo.ts';

/**
 * Everything a window may ask of its desktop. Adding a line here is the only way to open a new door.
 * Spoken over a MessagePort in Electron and over a WebSocket in browser.ts. Failures arrive as the typed error
 * `APP` whose data is a WireError.
 */
const call = oc.errors({ APP: { data: wireErrorSchema } });

export const desktopContract = {
  status: { watch: call.output(eventIterator(desktopStatusSchema)) },
  session: {
    /** First start and later moves: which server. Answers with what it found there. */
    setServer: call
      .input(z.object({ url: z.url() }))
      .output(z.object({ url: z.string(), version: z.string() })),
    signIn: call
      .input(z.object({ email: z.email(), password: z.string().min(1).max(256) }))
      .output(z.object({ offline: z.boolean() })),
    /** `wipe` removes replica and outbox of this person from this device. Refused while changes are pending unless `discard`. */
    signOut: call.input(z.object({ wipe: z.boolean(), discard: z.boolean() })).output(z.void()),
  },
  live: {
    watch: call.input(liveRequestSchema).output(eventIterator(liveEventSchema)),
    moveWindow: call.input(moveWindowSchema).output(z.void()),
    /** The keys of every row of a list, for "select all". */
    keys: call
      .input(z.object({ query: z.string(), args: z.unknown() }))
      .output(z.object({ keys: z.array(z.string()) })),
  },
  mutations: {
    /** Resolves when the change is fsynced in the outbox and applied to the replica: "Saved here". */
    run: call
      .input(
        z.object({
          name: z.string(),
          args: z.unknown(),
          expected: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
          /** How Undo remembers it. */
          undo: undoCallSchema.optional(),
        }),
      )
      .output(
        z.object({
          mutationId: z.uuid(),
          seq: z.int(),
          /** The action it belongs to, and why it cannot be taken back; null when there is nothing to take back. */
          undo: z.object({ group: z.uuid(), reason: z.string().nullable() }).nullable(),
        }),
      ),
  },
  undo: {
    /** Takes the newest action back, or the named one, with new changes. */
    undo: call.input(undoTargetSchema).output(undoResultSchema),
    /** Makes again what was taken back last. */
    redo: call.input(undoTargetSchema).output(undoResultSchema),
  },
  pending: {
    watch: call.output(eventIterator(pendingListSchema)),
    /** Forget a rejected change, or withdraw one that was not sent yet. Undo of the answered group makes it again. */
    discard: call.input(z.object({ seq: z.int() })).output(z.object({ group: z.uuid() })),
    /** Send a rejected change again, as a new one. */
    retry: call.input(z.object({ seq: z.int() })).output(z.void()),
    syncNow: call.output(z.void()),
  },
  imports: {
    /** Bytes of a file the person chose or dropped, in order; the last part answers with the preview. */
    upload: call
      .input(
        z.object({
          fileId: z.string().nullable(),
          fileName: z.string().max(255),
          part: z.file(),
          last: z.boolean(),
        }),
      )
      .output(z.object({ fileId: z.string(), preview: importPreviewSchema.nullable() })),
    /** Electron only: a file by its path, chosen in the system's dialog. */
    open: call.input(z.object({ path: z.string() })).output(importPreviewSchema),
    dryRun: call.input(importRequestSchema).output(eventIterator(importSummarySchema)),
    start: call.input(importRequestSchema).output(z.object({ importId: z.uuid() })),
    watch: call.input(z.object({ importId: z.uuid() })).output(eventIterator(importSummarySchema)),
    list: call.output(z.array(importSummarySchema)),
    cancel: call.input(z.object({ importId: z.uuid() })).output(z.void()),
    resume: call.input(z.object({ importId: z.uuid() })).output(z.void()),
    /** The refused rows with their reasons, as CSV text in a file. */
    refused: call.input(z.object({ importId: z.uuid() })).output(z.file()),
  },
  device: {
    info: call.output(
      z.object({
        dataDir: z.string(),
        replicaBytes: z.int(),
        outboxBytes: z.int(),
        replicaRows: z.int(),
        tokenStore: z.enum(['keychain', 'file']),
        deviceId: z.uuid(),
      }),
    ),
    /** Throw the replica away and load it again. The outbox stays. */
    rebuildReplica: call.output(z.void()),
  },
};

export type DesktopContract = typeof desktopContract;
