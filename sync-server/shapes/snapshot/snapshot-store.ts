/**
 * Rendered snapshots, cut into chunks for clients and into parts for memory. A snapshot is written once and then only
 * read, so that every client of a handle sees the same first rows.
 */
import { z } from 'zod';
import { quoteIdentifier } from '../names/identifier.ts';
import type { Queryable } from '../storage/database.ts';

export type SnapshotStore = {
  readonly writePart: (handle: string, chunk: number, part: number, body: string) => Promise<void>;
  /** The texts of a chunk, in order; their concatenation is a comma list of messages. */
  readonly readChunk: (handle: string, chunk: number) => AsyncGenerator<string, void, void>;
  readonly remove: (handle: string) => Promise<void>;
};

const partSchema = z.object({ body: z.string() });

export function createSnapshotStore(reader: Queryable, writer: Queryable, schemaName: string): SnapshotStore {
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
      for (let part = 0; ; part += 1) {
        const result = await reader.query(
          `select body from ${parts} where handle = $1 and chunk = $2 and part = $3`,
          [handle, chunk, part],
        );
        if (result.rows[0] === undefined) return;
        yield partSchema.parse(result.rows[0]).body;
      }
    },
    remove: async (handle) => {
      await writer.query(`delete from ${parts} where handle = $1`, [handle]);
    },
  };
}
