/** Reads the body of a shape response: long lists of rows byte by byte, everything else as JSON. */
import { parseJson } from '../../../../shared/kernel/parse-json.ts';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { parseMessages, type ShapeMessages } from './messages.ts';
import { readSnapshotText } from './snapshot-text.ts';

/** The messages of one response, or null when the body is not what a shape service sends. */
export function readMessages(table: SyncedTableName, bytes: Buffer): ShapeMessages | null {
  // Rows of commits are read one by one anyhow.
  const snapshot = table === 'commits' ? null : readSnapshotText(bytes);
  if (snapshot) {
    const rest = parseMessages(table, parseJson(`[${bytes.toString('utf8', snapshot.end)}`));
    if (rest && rest.rows.length === 0) return { ...rest, rows: snapshot.rows };
  }
  return parseMessages(table, parseJson(bytes.toString('utf8')));
}
