/**
 * Decoder of the pgoutput stream (protocol version 1, text format), as documented under "Logical Replication Message
 * Formats". Values stay exactly the text Postgres sent: no type parsing, and a leading byte order mark survives.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { Row } from '../tables/relation.ts';
import type { Lsn } from '../log/lsn.ts';

export type ReplicatedColumn = { readonly name: string; readonly typeId: number; readonly modifier: number };

export type ReplicatedRelation = {
  readonly relid: number;
  readonly schema: string;
  readonly name: string;
  readonly identity: string;
  readonly columns: readonly ReplicatedColumn[];
};

export type PgoutputMessage =
  | { readonly tag: 'begin'; readonly commitLsn: Lsn; readonly xid: number }
  | { readonly tag: 'commit'; readonly commitLsn: Lsn; readonly endLsn: Lsn }
  | { readonly tag: 'relation'; readonly relation: ReplicatedRelation }
  | { readonly tag: 'insert'; readonly relid: number; readonly new: Row }
  | { readonly tag: 'update'; readonly relid: number; readonly old: Row | undefined; readonly new: Row }
  | { readonly tag: 'delete'; readonly relid: number; readonly old: Row }
  | { readonly tag: 'truncate'; readonly relids: readonly number[] }
  | { readonly tag: 'other' };

export type PgoutputDecoder = { readonly decode: (buffer: Buffer) => PgoutputMessage };

type Reader = {
  readonly uint8: () => number;
  readonly int16: () => number;
  readonly uint32: () => number;
  readonly lsn: () => Lsn;
  readonly string: () => string;
  readonly text: (bytes: number) => string;
  readonly skip: (bytes: number) => void;
};

function readerOf(buffer: Buffer): Reader {
  let at = 1;
  const advance = (bytes: number): number => {
    at += bytes;
    return at - bytes;
  };
  return {
    uint8: () => buffer.readUInt8(advance(1)),
    int16: () => buffer.readInt16BE(advance(2)),
    uint32: () => buffer.readUInt32BE(advance(4)),
    lsn: () => buffer.readBigUInt64BE(advance(8)),
    string: () => {
      const start = at;
      at = buffer.indexOf(0, start) + 1;
      return buffer.toString('utf8', start, at - 1);
    },
    text: (bytes) => {
      const start = advance(bytes);
      return buffer.toString('utf8', start, start + bytes);
    },
    skip: advance,
  };
}

/** A decoder remembers the relations of its connection; make a new one for each connection. */
export function createPgoutputDecoder(): PgoutputDecoder {
  const relations = new Map<number, ReplicatedRelation>();

  const tuple = (reader: Reader, relid: number, unchanged?: Row): Row => {
    const columns = relations.get(relid)?.columns ?? [];
    const row: Record<string, string | null> = {};
    const count = reader.int16();
    for (let index = 0; index < count; index += 1) {
      const name = columns[index]?.name ?? '';
      const kind = reader.uint8();
      if (kind === 0x74) row[name] = reader.text(reader.uint32());
      else if (kind === 0x6e) row[name] = null;
      else row[name] = unchanged?.[name] ?? null;
    }
    return row;
  };

  const update = (reader: Reader): PgoutputMessage => {
    const relid = reader.uint32();
    const marker = reader.uint8();
    if (marker === 0x4e) return { tag: 'update', relid, old: undefined, new: tuple(reader, relid) };
    const old = tuple(reader, relid);
    reader.skip(1);
    const fresh = tuple(reader, relid, old);
    return { tag: 'update', relid, old: marker === 0x4f ? old : undefined, new: fresh };
  };

  const relation = (reader: Reader): PgoutputMessage => {
    const decoded = readRelation(reader);
    relations.set(decoded.relid, decoded);
    return { tag: 'relation', relation: decoded };
  };

  const decode = (buffer: Buffer): PgoutputMessage => {
    const reader = readerOf(buffer);
    switch (String.fromCharCode(buffer[0] ?? 0)) {
      case 'B':
        return readBegin(reader);
      case 'C':
        return readCommit(reader);
      case 'R':
        return relation(reader);
      case 'I': {
        const relid = reader.uint32();
        reader.skip(1);
        return { tag: 'insert', relid, new: tuple(reader, relid) };
      }
      case 'U':
        return update(reader);
      case 'D': {
        const relid = reader.uint32();
        reader.skip(1);
        return { tag: 'delete', relid, old: tuple(reader, relid) };
      }
      case 'T':
        return readTruncate(reader);
      case 'Y':
      case 'O':
      case 'M':
        return { tag: 'other' };
      default:
        throw new AppError('bug', `unknown pgoutput message ${buffer[0]}`);
    }
  };
  return { decode };
}

function readBegin(reader: Reader): PgoutputMessage {
  const commitLsn = reader.lsn();
  reader.skip(8);
  return { tag: 'begin', commitLsn, xid: reader.uint32() };
}

function readCommit(reader: Reader): PgoutputMessage {
  reader.skip(1);
  return { tag: 'commit', commitLsn: reader.lsn(), endLsn: reader.lsn() };
}

function readTruncate(reader: Reader): PgoutputMessage {
  const count = reader.uint32();
  reader.skip(1);
  return { tag: 'truncate', relids: Array.from({ length: count }, () => reader.uint32()) };
}

function readRelation(reader: Reader): ReplicatedRelation {
  const relid = reader.uint32();
  const schema = reader.string();
  const name = reader.string();
  const identity = String.fromCharCode(reader.uint8());
  const count = reader.int16();
  const columns: ReplicatedColumn[] = [];
  for (let index = 0; index < count; index += 1) {
    reader.skip(1);
    columns.push({ name: reader.string(), typeId: reader.uint32(), modifier: reader.uint32() | 0 });
  }
  return { relid, schema: schema === '' ? 'pg_catalog' : schema, name, identity, columns };
}
