import { AppError } from '../../shared/kernel/app-error.ts';
import type { DesktopClient } from './desktop-client.ts';
import type { RowParser } from './typed-row.ts';
import { parseWireError } from './wire-error.ts';

type Question<Row> = { readonly query: string; readonly args: unknown; readonly parse: RowParser<Row> };

/** The answer to a rows query as it is now. For work on many rows; screens use `useLiveQuery`. Throws `AppError`. */
export async function readOnce<Row>(
  live: Pick<DesktopClient['live'], 'watch'>,
  { query, args, parse }: Question<Row>,
): Promise<readonly Row[]> {
  const abort = new AbortController();
  try {
    const events = await live.watch(
      { subscription: crypto.randomUUID(), query, args },
      { signal: abort.signal },
    );
    for await (const event of events) {
      if (event.kind === 'failed') throw parseWireError(event.error) ?? AppError.from('unreadable failure');
      if (event.kind === 'snapshot') return event.rows.map(({ row }) => parse(row));
    }
    throw new AppError('unavailable', `${query} ended without an answer`, {
      hint: 'The replica did not answer. Try again.',
    });
  } finally {
    abort.abort();
  }
}
