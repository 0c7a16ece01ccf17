/**
 * The outbox's file format, version 1. Little-endian.
 *
 *     header (16 bytes): "XGOUTBOX" | u32 version | u32 CRC-32 of the twelve bytes before
 *     record:            "XGr1" | u32 length of the body | u32 CRC-32 of length and body | body
 *     body:              u8 kind (record.ts) | JSON, UTF-8
 *
 * The mark before each record lets a reader find the next good one behind a damaged one.
 */
import { crc32 } from 'node:zlib';

import { recordSchema, RECORD_KINDS } from './record.ts';
import type { OutboxRecord } from './record.ts';

export const HEADER_BYTES = 16;
export const FRAME_BYTES = 12;
export const FORMAT_VERSION = 1;
/** A body larger than this is damage, not a record: the largest batch the server takes is 8 MB. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

const MAGIC = Buffer.from('XGOUTBOX', 'latin1');
export const MARK = Buffer.from('XGr1', 'latin1');

export function encodeHeader(): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(FORMAT_VERSION, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 12)), 12);
  return header;
}

/** The version, or null when these bytes are no header. */
export function decodeHeader(bytes: Uint8Array): number | null {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.length < HEADER_BYTES || !header.subarray(0, 8).equals(MAGIC)) return null;
  return crc32(header.subarray(0, 12)) === header.readUInt32LE(12) ? header.readUInt32LE(8) : null;
}

export function encodeRecord(record: OutboxRecord): Buffer {
  const { kind, ...fields } = record;
  return encodeFrame(kind, JSON.stringify(fields));
}

/** A frame around JSON that was written before. */
export function encodeFrame(kind: OutboxRecord['kind'], text: string): Buffer {
  const json = Buffer.from(text, 'utf8');
  const frame = Buffer.allocUnsafe(FRAME_BYTES + 1 + json.length);
  MARK.copy(frame);
  frame.writeUInt32LE(json.length + 1, 4);
  frame.writeUInt8(RECORD_KINDS[kind], FRAME_BYTES);
  json.copy(frame, FRAME_BYTES + 1);
  frame.writeUInt32LE(checksum(frame), 8);
  return frame;
}

export type Frame =
  | { readonly state: 'good'; readonly bytes: number; readonly body: Buffer }
  /** More bytes are needed to tell; at the end of a file: torn. */
  | { readonly state: 'short'; readonly needs: number }
  | { readonly state: 'bad' };

/** Reads the frame that starts at `offset`. */
export function readFrame(buffer: Buffer, offset: number): Frame {
  const here = Math.min(MARK.length, buffer.length - offset);
  if (!MARK.subarray(0, here).equals(buffer.subarray(offset, offset + here))) return { state: 'bad' };
  if (buffer.length - offset < FRAME_BYTES) return { state: 'short', needs: FRAME_BYTES };
  const length = buffer.readUInt32LE(offset + 4);
  if (length < 1 || length > MAX_BODY_BYTES) return { state: 'bad' };
  const bytes = FRAME_BYTES + length;
  if (buffer.length - offset < bytes) return { state: 'short', needs: bytes };
  const frame = buffer.subarray(offset, offset + bytes);
  if (checksum(frame) !== frame.readUInt32LE(8)) return { state: 'bad' };
  return { state: 'good', bytes, body: frame.subarray(FRAME_BYTES) };
}

const KIND_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(RECORD_KINDS).map(([name, number]) => [number, name]),
);

/** The record in a body; null for a kind of a newer version or a body whose shape is wrong. */
export function decodeBody(body: Buffer): OutboxRecord | null {
  const kind = KIND_NAMES.get(body.readUInt8(0));
  if (kind === undefined) return null;
  const parsed = recordSchema.safeParse({ ...jsonObject(body.toString('utf8', 1)), kind });
  return parsed.success ? parsed.data : null;
}

function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function checksum(frame: Buffer): number {
  return crc32(frame.subarray(FRAME_BYTES), crc32(frame.subarray(4, 8)));
}
