/** Remembers finished handles across restarts, with the definition they were made from. */
import { z } from 'zod';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { quoteIdentifier } from '../names/identifier.ts';
import { formatSnapshotWindow, parseSnapshotWindow, type SnapshotWindow } from '../log/visibility.ts';
import type { Lsn } from '../log/lsn.ts';
import type { Queryable } from '../storage/database.ts';

const definitionSchema = z.object({
  table: z.string(),
  columns: z.array(z.string()).exactOptional(),
  where: z.string().exactOptional(),
  params: z.array(z.string()).exactOptional(),
  replica: z.enum(['default', 'full']),
  log: z.enum(['full', 'changes_only']),
});

export type StoredDefinition = z.infer<typeof definitionSchema>;

export type StoredHandle = {
  readonly id: string;
  readonly shapeKey: string;
  readonly definition: StoredDefinition;
  readonly relid: number;
  readonly startLsn: Lsn;
  readonly window: SnapshotWindow;
  readonly chunks: number;
  readonly bytes: number;
};

export type HandleStore = {
  /**
   * Oldest first, with whether the snapshot's rows are still there. What a former life left half written is thrown away;
   * `writing` names the handles whose snapshots are being written in this one.
   */
  readonly load: (
    writing: readonly string[],
  ) => Promise<readonly (StoredHandle & { readonly hasRows: boolean })[]>;
  /**
   * Takes effect only when all parts of its snapshot are there: they do not survive a crash of the database.
   * @throws AppError `unavailable` when they are not.
   */
  readonly save: (handle: StoredHandle, parts: number) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly markRead: (ids: readonly string[]) => Promise<void>;
  /** Ids of handles nobody has read for so long. */
  readonly findIdle: (idleMs: number) => Promise<readonly string[]>;
};

const rowSchema = z.object({
  handle: z.string(),
  definition_key: z.string(),
  definition: z.string().transform((text) => definitionSchema.parse(JSON.parse(text))),
  relid: z.string().transform(Number),
  start_lsn: z.string().transform(BigInt),
  snapshot: z.string().transform(parseSnapshotWindow),
  chunks: z.number(),
  bytes: z.string().transform(Number),
  has_rows: z.boolean(),
});

export function createHandleStore(database: Queryable, schemaName: string): HandleStore {
  const schema = quoteIdentifier(schemaName);
  const removeParts = `delete from ${schema}.snapshot_parts`;
  return {
    load: async (writing) => {
      await database.query(
        `${removeParts} where handle not in (select handle from ${schema}.shapes) and handle <> all ($1)`,
        [writing],
      );
      const result = await database.query(
        `select handle, definition_key, definition, relid::int8::text as relid, start_lsn::text, snapshot, chunks, bytes::text,
           exists (select 1 from ${schema}.snapshot_parts p where p.handle = s.handle) as has_rows
         from ${schema}.shapes s order by created_at`,
      );
      return result.rows.map((row) => toStored(rowSchema.parse(row)));
    },
    save: async (handle, parts) => {
      const saved = await database.query(
        `insert into ${schema}.shapes (handle, definition_key, definition, relid, start_lsn, snapshot, chunks, bytes)
         select $1, $2, $3, $4, $5, $6, $7, $8
         where (select count(*) from ${schema}.snapshot_parts where handle = $1) = $9::int4
         returning handle`,
        [
          handle.id,
          handle.shapeKey,
          JSON.stringify(handle.definition),
          handle.relid,
          `${handle.startLsn}`,
          formatSnapshotWindow(handle.window),
          handle.chunks,
          handle.bytes,
          parts,
        ],
      );
      if (saved.rows.length === 0) {
        throw new AppError('unavailable', `parts of the snapshot ${handle.id} are gone`);
      }
    },
    remove: async (ids) => {
      await database.query(`delete from ${schema}.shapes where handle = any ($1)`, [ids]);
      await database.query(`${removeParts} where handle = any ($1)`, [ids]);
    },
    markRead: async (ids) => {
      await database.query(
        `update ${schema}.shapes set read_at = clock_timestamp() where handle = any ($1)`,
        [ids],
      );
    },
    findIdle: async (idleMs) => {
      const result = await database.query(
        `select handle from ${schema}.shapes where read_at < clock_timestamp() - $1 * interval '1 millisecond'`,
        [idleMs],
      );
      return result.rows.map((row) => z.object({ handle: z.string() }).parse(row).handle);
    },
  };
}

function toStored(row: z.infer<typeof rowSchema>): StoredHandle & { readonly hasRows: boolean } {
  return {
    id: row.handle,
    shapeKey: row.definition_key,
    definition: row.definition,
    relid: row.relid,
    startLsn: row.start_lsn,
    window: row.snapshot,
    chunks: row.chunks,
    bytes: row.bytes,
    hasRows: row.has_rows,
  };
}
