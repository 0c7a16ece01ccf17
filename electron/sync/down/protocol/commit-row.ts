import type { TextRow } from '../../../replica/types.ts';
import { instantOfTimestamptz, parseTextArray } from './pg-text.ts';

/** What a row of `commits` tells about the transaction it belongs to. */
export type CommitRow = {
  readonly id: string;
  readonly tables: readonly string[];
  readonly deviceId: string | null;
  /** ISO instant, UTC. */
  readonly at: string | null;
};

export function parseCommitRow(row: TextRow): CommitRow | null {
  const { id, tables, device_id, at } = row;
  if (typeof id !== 'string' || typeof tables !== 'string') return null;
  return {
    id,
    tables: parseTextArray(tables),
    deviceId: device_id ?? null,
    at: typeof at === 'string' ? instantOfTimestamptz(at) : null,
  };
}
