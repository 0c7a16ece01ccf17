import { z } from 'zod';
import type { SyncedTableName } from '../../shared/schema/registry.ts';
import type { ApiClient } from './api-client.ts';

export type TextRow = Readonly<Record<string, string | null>>;

const messagesSchema = z.array(
  z.object({
    key: z.string().optional(),
    value: z.record(z.string(), z.string().nullable()).optional(),
    headers: z.object({ operation: z.enum(['insert', 'update', 'delete']).optional() }),
  }),
);

/**
 * The rows of a table that the person may read, in the order of the shape: the snapshot and what has happened since.
 * Reads through the same door as a desktop, so the server decides what is in it. Rows changed while reading come with their
 * newest values where the change was already delivered.
 */
export async function readTable(api: ApiClient, table: SyncedTableName): Promise<readonly TextRow[]> {
  const rows = new Map<string, TextRow>();
  let position = 'offset=-1';
  for (;;) {
    const answer = await api.fetch(`/v1/shape?table=${table}&${position}`);
    for (const { key, value, headers } of messagesSchema.parse(await answer.json())) {
      if (key === undefined || value === undefined) continue;
      if (headers.operation === 'delete') rows.delete(key);
      else rows.set(key, { ...rows.get(key), ...value });
    }
    if (answer.headers.has('electric-up-to-date')) return [...rows.values()];
    const parts = {
      offset: answer.headers.get('electric-offset') ?? '',
      handle: answer.headers.get('electric-handle') ?? '',
    };
    position = new URLSearchParams(parts).toString();
  }
}
