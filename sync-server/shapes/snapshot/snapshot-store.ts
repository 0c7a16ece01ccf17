/**
 * Rendered snapshots, cut into chunks for clients and into parts for memory. A snapshot is written once and then only
 * read, so that every client of a handle sees the same first rows.
 */
import type { Pool } from 'pg';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { quoteIdentifier, quoteLiteral } from '../names/identifier.ts';
import { copyAllOut } from '../storage/copy-out.ts';
import type { Queryable } from '../storage/database.ts';

export type SnapshotStore = {
  readonly writePart: (handle: string, chunk: number, part: number, body: Buffer) => Promise<void>;
  /**
   * The parts of a chunk, in order; their concatenation is a comma list of messages. A connection is held for a few
   * parts at a time: clients may be slow.
   * @throws AppError `unavailable` when there are none, so that rows that were lost never pass for no rows.
   */
  readonly readChunk: (handle: string, chunk: number) => AsyncGenerator<Buffer<ArrayBuffer>, void, void>;
  readonly remove: (handle: string) => Promise<void>;
};

/** Parts read in one go. Whatever a client is slow to take stays in memory meanwhile. */
const PARTS_AT_ONCE = 8;

export function createSnapshotStore(readers: Pool, writer: Queryable, schemaName: string): SnapshotStore {
  const parts = `${quoteIdentifier(schemaName)}.snapshot_parts`;
  return {
    writePart: async (handle, chunk, part, body) => {
      await writer.query(`insert into ${parts} (handle, chunk, part, body) values ($1, $2, $3, $4)`, [
        handle,
        chunk,
        part,
        body,
      ]);
    },
    readChunk: async function* (handle, chunk) {
      for (let part = 0; ; part += PARTS_AT_ONCE) {
        const bodies = await copyAllOut(
          readers,
          `select body from ${parts} where handle = ${quoteLiteral(handle)} and chunk = ${chunk}
             and part >= ${part} and part < ${part + PARTS_AT_ONCE} order by part`,
        );
        if (part === 0 && bodies.length === 0) {
          throw new AppError('unavailable', `chunk ${chunk} of the snapshot ${handle} is gone`);
        }
        yield* bodies;
        if (bodies.length < PARTS_AT_ONCE) return;
      }
    },
    remove: async (handle) => {
      await writer.query(`delete from ${parts} where handle = $1`, [handle]);
    },
  };
}
