import { deepEqual } from './canonical.ts';
import type { RowChange } from './recorder.ts';

/** Rows listed in one activity entry, and its bytes of JSON. */
const MAX_ROWS = 50;
const MAX_BYTES = 16_384;
/** A single value longer than this is cut: the activity tells what happened, it is no archive. */
const MAX_VALUE_CHARACTERS = 500;

const encoder = new TextEncoder();

/** Columns that every write changes. */
const NOISE: ReadonlySet<string> = new Set(['updated_at']);

export type ActivityChange = {
  readonly table: string;
  readonly id: string;
  readonly op: 'create' | 'update' | 'delete';
  /** Changed field → [before, after]; for updates only. */
  readonly fields?: Readonly<Record<string, readonly [unknown, unknown]>>;
};

/** The `changes` of an activity row: the first rows with what changed in each, within a bounded size. */
export function activityChanges(changes: readonly RowChange[]): readonly ActivityChange[] {
  const listed: ActivityChange[] = [];
  let bytes = 0;
  for (const change of changes.slice(0, MAX_ROWS)) {
    const entry = describe(change);
    bytes += encoder.encode(JSON.stringify(entry)).length + 1;
    if (bytes > MAX_BYTES) break;
    listed.push(entry);
  }
  return listed;
}

function describe({ table, id, before, after }: RowChange): ActivityChange {
  if (before === null) return { table, id, op: 'create' };
  if (after === null) return { table, id, op: 'delete' };
  const fields: Record<string, readonly [unknown, unknown]> = {};
  for (const [name, value] of Object.entries(after)) {
    if (NOISE.has(name) || deepEqual(before[name], value)) continue;
    fields[name] = [clipped(before[name]), clipped(value)];
  }
  return { table, id, op: 'update', fields };
}

function clipped(value: unknown): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === undefined || text.length <= MAX_VALUE_CHARACTERS) return value ?? null;
  return `${text.slice(0, MAX_VALUE_CHARACTERS)}…`.toWellFormed();
}
