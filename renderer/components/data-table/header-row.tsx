import { ArrowDownIcon, ArrowUpIcon, ChevronDownIcon } from 'lucide-react';
import type { PointerEvent } from 'react';

import type { Sort } from '../../../shared/domain/list-view/list-view.ts';
import { cn } from '../../lib/class-names.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { DataColumn } from './data-column.ts';
import type { GridColumn } from './grid-column.ts';
import { stickyLeft } from './grid-column.ts';
import { RowCheckbox } from './row-checkbox.tsx';
import { ariaSort } from './sorting.ts';
import type { ColumnLayout } from './use-column-layout.ts';

export type HeaderRowProps<Row> = {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: ColumnLayout<Row>;
  readonly sort: readonly Sort[];
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly selectionState: 'none' | 'some' | 'all';
  readonly selectAllLabel: string;
  readonly cursorColumn: number | null;
  readonly menuColumn: string | null;
  readonly onMenuChange: (columnId: string | null) => void;
};

/** The sticky head of the table. Enter sorts, Alt+↓ opens the column's menu. */
export function HeaderRow<Row>(props: HeaderRowProps<Row>) {
  const { columns, cursorColumn, selectionState, selectAllLabel } = props;
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        data-index={-1}
        className="grid h-8 items-stretch border-b border-border bg-bg"
        style={{ gridTemplateColumns: 'var(--table-columns)' }}
      >
        {columns.map((column, index) => {
          const left = stickyLeft(columns, index);
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              data-column={index}
              tabIndex={cursorColumn === index ? 0 : -1}
              aria-sort={
                column.kind === 'data' && column.column.sortField
                  ? ariaSort(props.sort, column.column.sortField)
                  : undefined
              }
              style={left === null ? undefined : { left }}
              className={cn(
                'group/head focus-inset flex min-w-0 items-stretch text-xs font-medium text-muted',
                column.kind === 'data' ? '' : 'items-center justify-center',
                left !== null && 'bg-bg group-data-sideways/grid:sticky group-data-sideways/grid:z-1',
              )}
            >
              {column.kind === 'select' ? (
                <RowCheckbox state={selectionState} label={selectAllLabel} />
              ) : column.kind === 'sync' ? (
                <span className="sr-only">Sync</span>
              ) : (
                <HeaderCell {...props} column={column.column} width={column.width} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type HeaderCellProps<Row> = Pick<
  HeaderRowProps<Row>,
  'layout' | 'sort' | 'onSort' | 'menuColumn' | 'onMenuChange'
> & { readonly column: DataColumn<Row>; readonly width: number };

function HeaderCell<Row>({
  column,
  width,
  layout,
  sort,
  onSort,
  menuColumn,
  onMenuChange,
}: HeaderCellProps<Row>) {
  const sortIndex = sort.findIndex((one) => one.field === column.sortField);
  const current = sort[sortIndex];
  const SortIcon = current?.direction === 'desc' ? ArrowDownIcon : ArrowUpIcon;
  return (
    // Not the cell itself: its `left` would move it when the table does not scroll sideways.
    <div className="relative flex min-w-0 grow items-center px-2">
      <span
        className={cn(
          'flex min-w-0 grow items-center gap-1',
          column.align === 'end' && 'justify-end',
          current && 'text-text',
        )}
      >
        <span className="truncate">{column.header}</span>
        {column.unit ? <span className="shrink-0 font-normal">{column.unit}</span> : null}
        {current ? <SortIcon aria-hidden className="size-3 shrink-0" /> : null}
        {current && sort.length > 1 ? <span className="text-xs">{sortIndex + 1}</span> : null}
      </span>
      <ColumnMenu
        column={column}
        width={width}
        layout={layout}
        sort={sort}
        onSort={onSort}
        open={menuColumn === column.id}
        onOpenChange={(open) => onMenuChange(open ? column.id : null)}
        trigger={
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Options of column ${column.header}`}
            className="absolute top-1 right-0.5 flex size-6 items-center justify-center rounded-[4px] bg-bg text-muted opacity-0 group-hover/head:opacity-100 hover:bg-raised hover:text-text data-popup-open:opacity-100"
          >
            <ChevronDownIcon className="size-3.5" />
          </button>
        }
      />
      <ResizeHandle width={width} onWidth={(next) => layout.setWidth(column.id, next)} />
    </div>
  );
}

/** Drags the edge of a column; the column's menu does the same without dragging. */
function ResizeHandle({
  width,
  onWidth,
}: {
  readonly width: number;
  readonly onWidth: (width: number) => void;
}) {
  function start(event: PointerEvent<HTMLDivElement>): void {
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const follow = (move: globalThis.PointerEvent) => onWidth(width + move.clientX - from);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', follow), {
      once: true,
    });
  }
  return (
    <div
      aria-hidden
      data-resize
      onPointerDown={start}
      className="absolute inset-y-1.5 -right-1 z-2 w-2 cursor-col-resize touch-none border-r border-transparent group-hover/head:border-control"
    />
  );
}
