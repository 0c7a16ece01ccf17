/**
 * The one table of the product. Draws the visible rows of a live source of any length; sorting, filtering and
 * loading are the source's work, editing and selecting are reported to the screen. It never holds rows of its own.
 */
import { useEffect, useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';

import type { Sort } from '../../../shared/domain/list-view/list-view.ts';
import { useIsNarrower } from '../../hooks/use-is-narrower.ts';
import { cn } from '../../lib/class-names.ts';
import { formatNoun } from '../../lib/format.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { ROW_HEIGHTS, usePreferences } from '../../stores/preferences-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import type { DataColumn } from './data-column.ts';
import { gridMinWidth, gridTemplate } from './grid-column.ts';
import { HeaderRow } from './header-row.tsx';
import type { RowSource } from './row-source.ts';
import { headerState } from './selection.ts';
import type { Selection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { TableRows } from './table-rows.tsx';
import { useDataTable } from './use-data-table.ts';

export type BulkContext = {
  readonly selection: Selection;
  readonly count: number;
  readonly clear: () => void;
};

export type DataTableProps<Row> = {
  /** Names the table on this device: its column layout is kept under it. */
  readonly tableId: string;
  /** Accessible name. */
  readonly label: string;
  readonly source: RowSource<Row>;
  readonly columns: readonly DataColumn<Row>[];
  readonly noun: { readonly one: string; readonly other: string };
  /** How a row is called when read aloud. */
  readonly rowLabel: (row: Row) => string;
  readonly sort: readonly Sort[];
  readonly onSortChange: (sort: readonly Sort[]) => void;
  readonly selection?: Selection | undefined;
  readonly onSelectionChange?: ((selection: Selection) => void) | undefined;
  /** Buttons of the bar that shows while rows are selected. */
  readonly bulkActions?: ((bulk: BulkContext) => ReactNode) | undefined;
  readonly onOpen?: ((row: TypedRow<Row>) => void) | undefined;
  /** Row shown in the detail panel; while it is set, the panel follows the cursor. */
  readonly peekKey?: string | null | undefined;
  readonly onPeek?: ((row: TypedRow<Row> | null) => void) | undefined;
  /** Shown when there are no rows: first use or nothing matches. */
  readonly empty: ReactNode;
  readonly showSync?: boolean | undefined;
  readonly className?: string | undefined;
};

/** The table, or why it cannot be shown. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { source, noun, className } = props;
  if (source.status !== 'failed') return <DataGrid {...props} />;
  return (
    <ErrorState
      title={`The ${noun.other} could not be read`}
      hint={source.error?.hint ?? 'The replica did not answer. Your changes are safe.'}
      action={<Button onClick={source.retry}>Try again</Button>}
      className={className}
    />
  );
}

function DataGrid<Row>(props: DataTableProps<Row>) {
  const { source, label, noun, sort, empty } = props;
  const gridRef = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHTS[usePreferences((state) => state.density)];
  const table = useDataTable(props, gridRef, rowHeight);
  const minWidth = gridMinWidth(table.columns);
  // Columns that stay in place cost a layer per cell, so they are made only where the table scrolls sideways.
  const isSideways = useIsNarrower(gridRef, minWidth);
  const isEmpty = source.status === 'ready' && source.total === 0;
  const style = {
    '--table-columns': gridTemplate(table.columns),
    minWidth,
  } satisfies CSSProperties & Record<'--table-columns', string>;

  useEffect(() => {
    gridRef.current?.scrollTo({ top: 0 });
  }, [source.id]);

  return (
    <div className={cn('flex min-h-0 min-w-0 grow flex-col', props.className)}>
      <div
        ref={gridRef}
        role="grid"
        aria-label={label}
        aria-rowcount={source.status === 'ready' ? source.total + 1 : -1}
        aria-colcount={table.columns.length}
        aria-multiselectable={table.select.isOffered}
        aria-busy={source.status === 'loading' || source.isRefreshing}
        data-sideways={isSideways || undefined}
        className={cn(
          'group/grid min-h-0 overflow-auto bg-surface [overflow-anchor:none]',
          isEmpty ? 'shrink-0' : 'grow',
        )}
        {...table.events}
      >
        <div style={style} className="relative">
          <HeaderRow
            columns={table.columns}
            layout={table.layout}
            sort={sort}
            onSort={table.changeSort}
            selectionState={headerState(table.select.selection, source.total)}
            selectAllLabel={`Select all ${formatNoun(source.total, noun)}`}
            cursorColumn={table.cursor.row === -1 ? table.cursor.column : isEmpty ? 0 : null}
            menuColumn={table.menuColumn}
            onMenuChange={table.setMenuColumn}
          />
          <TableRows table={table} props={props} rowHeight={rowHeight} />
        </div>
      </div>
      {isEmpty ? <div className="min-h-0 grow overflow-y-auto bg-surface">{empty}</div> : null}
      <SelectionBar select={table.select} source={source} noun={noun} actions={props.bulkActions} />
    </div>
  );
}
