import { useMemo } from 'react';

import type { ListView } from '../../shared/domain/list-view/list-view.ts';
import type { RowSource } from '../components/data-table/row-source.ts';
import { useDesktop } from '../lib/desktop-context.ts';
import { rowAtIndex } from '../lib/live-state.ts';
import { createRowReader } from '../lib/typed-row.ts';
import type { RowParser } from '../lib/typed-row.ts';
import { useLiveStore } from './use-live-store.ts';

type LiveWindowOptions<Row> = {
  /** Name of a list query. */
  readonly query: string;
  readonly args: { readonly view: ListView } & Readonly<Record<string, unknown>>;
  /** Turns the values of a row into the screen's type, usually `schema.parse`. Must be the same function each time. */
  readonly parse: RowParser<Row>;
};

const FIRST_WINDOW = { offset: 0, limit: 200 };

/** A long live list seen through a window, as the source of a `DataTable`. */
export function useLiveWindow<Row>({ query, args, parse }: LiveWindowOptions<Row>): RowSource<Row> {
  const { client } = useDesktop();
  const live = useLiveStore({ query, args, window: FIRST_WINDOW, keepPrevious: true });
  const { state, refreshing, store, questionKey, overlay, retry } = live;
  const read = useMemo(() => createRowReader(parse), [parse]);
  return useMemo(
    () => ({
      id: questionKey,
      status: state.status,
      error: state.status === 'failed' ? state.error : null,
      retry,
      isRefreshing: refreshing,
      total: state.status === 'ready' ? state.total : 0,
      asOf: state.status === 'ready' ? state.asOf : null,
      rowAt(index: number) {
        const row = state.status === 'ready' ? rowAtIndex(state, index) : undefined;
        return row === undefined ? undefined : read(overlay.merge(row));
      },
      setWindow: store.show,
      async loadKeys() {
        const asked = store.question();
        if (!asked) return [];
        const { keys } = await client.live.keys({ query: asked.query, args: asked.args });
        return keys;
      },
    }),
    [state, refreshing, overlay, store, client, questionKey, read, retry],
  );
}
