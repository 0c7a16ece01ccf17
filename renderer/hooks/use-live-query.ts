import { useMemo } from 'react';

import type { AppError } from '../../shared/kernel/app-error.ts';
import { createRowReader } from '../lib/typed-row.ts';
import type { RowParser, TypedRow } from '../lib/typed-row.ts';
import { useLiveStore } from './use-live-store.ts';

export type Live<Row> =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      readonly rows: readonly TypedRow<Row>[];
      readonly total: number;
      readonly asOf: string | null;
      readonly refreshing: boolean;
    }
  | { readonly status: 'failed'; readonly error: AppError; readonly retry: () => void };

type LiveQueryOptions<Row> = {
  readonly query: string;
  readonly args: unknown;
  /** Turns the values of a row into the screen's type, usually `schema.parse`. Must be the same function each time. */
  readonly parse: RowParser<Row>;
  /** False asks nothing and stays `loading`. */
  readonly enabled?: boolean;
  /** Keep showing the rows of earlier arguments until the new ones arrive. */
  readonly keepPrevious?: boolean;
};

/** A small, whole result that stays current: a detail page, a card, a short list. */
export function useLiveQuery<Row>(options: LiveQueryOptions<Row>): Live<Row> {
  const { query, args, parse, enabled = true, keepPrevious = false } = options;
  const { state, refreshing, overlay, retry } = useLiveStore(enabled ? { query, args, keepPrevious } : null);
  const read = useMemo(() => createRowReader(parse), [parse]);
  return useMemo(() => {
    if (state.status === 'loading') return state;
    if (state.status === 'failed') return { ...state, retry };
    const rows = state.rows.map((row) => read(overlay.merge(row)));
    return { status: 'ready', rows, total: state.total, asOf: state.asOf, refreshing };
  }, [state, refreshing, overlay, read, retry]);
}
