import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { judgeFailure, type Answer, type Verdict } from '../http/verdict.ts';
import { readMessages } from '../protocol/read-messages.ts';
import { parseOffset } from '../protocol/log-position.ts';
import type { Delivery } from '../plan/table-buffer.ts';

/** What a shape request comes to: messages, or the news that the shape has to be read again from the start. */
export type ShapeAnswer =
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly headers: Headers }
  | { readonly kind: 'refetch'; readonly handle: string | null };

/** Judges the answer to a shape request: nothing but a whole, well-formed message list counts as data. */
export function readShape(table: SyncedTableName, answer: Answer): Verdict<ShapeAnswer> {
  const { status, headers, bytes } = answer;
  if (status === 409 || isBeyondTheLog(answer)) {
    return { kind: 'done', value: { kind: 'refetch', handle: headers.get('electric-handle') } };
  }
  if (status !== 200) return judgeFailure(answer);
  const type = headers.get('content-type') ?? '';
  if (!type.includes('json')) return { kind: 'unreachable', failure: 'portal', retryAfterMs: null };
  const handle = headers.get('electric-handle');
  const offset = headers.get('electric-offset');
  if (handle === null || offset === null || parseOffset(offset) === null) {
    return { kind: 'troubled', what: `the changes of ${table} came without their position` };
  }
  const messages = readMessages(table, bytes);
  if (!messages) return { kind: 'troubled', what: `the changes of ${table} arrived damaged` };
  return { kind: 'done', value: { kind: 'delivery', delivery: { ...messages, handle, offset }, headers } };
}

/** The server's log ends before our offset: it was restored from a backup, or lost its shapes. */
function isBeyondTheLog(answer: Answer): boolean {
  // The text of any other answer may be ten megabytes, and is not needed as such.
  return answer.status === 400 && answer.text.includes('out of bounds for this shape');
}
