import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { RefObject } from 'react';

import type { RowSource } from './row-source.ts';
import { HEADER_HEIGHT } from './scroll-to-row.ts';

/** Rows drawn beyond the visible ones, so that a fast flick does not show an edge. */
const OVERSCAN = 10;

type Options<Row> = {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly source: RowSource<Row>;
  readonly rowHeight: number;
  /** Always drawn, so that the keyboard does not lose its cell while scrolling by pointer. */
  readonly keepRow: number;
};

/**
 * Which rows to draw, and telling the source about it. Only these are in the document, whatever the total.
 */
export function useRowWindow<Row>({ gridRef, source, rowHeight, keepRow }: Options<Row>): readonly number[] {
  'use no memo';
  // The virtualizer is one mutable object; this hook reads it afresh on every draw and hands on plain numbers.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: source.total,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return keepRow < 0 || keepRow >= source.total || drawn.includes(keepRow) ? drawn : [...drawn, keepRow];
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const indexes = virtualizer.getVirtualItems().map((item) => item.index);
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  const { setWindow, id } = source;
  useEffect(() => {
    setWindow({ offset: first, limit: last - first + 1 });
  }, [setWindow, first, last, id]);
  return indexes;
}
