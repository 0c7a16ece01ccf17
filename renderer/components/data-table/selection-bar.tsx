import { BulkBar } from './bulk-bar.tsx';
import type { DataTableProps } from './data-table.tsx';
import { EVERYTHING_SELECTED, NOTHING_SELECTED, selectedCount } from './selection.ts';
import type { TableSelection } from './use-table-selection.ts';

type SelectionBarProps<Row> = Pick<DataTableProps<Row>, 'source' | 'noun'> & {
  readonly select: TableSelection;
  readonly actions: DataTableProps<Row>['bulkActions'];
};

/** The bar of bulk actions while rows are selected. */
export function SelectionBar<Row>({ select, source, noun, actions }: SelectionBarProps<Row>) {
  const count = selectedCount(select.selection, source.total);
  if (count === 0 || !select.isOffered) return null;
  const clear = () => select.change(NOTHING_SELECTED);
  return (
    <BulkBar
      count={count}
      total={source.total}
      noun={noun}
      onSelectAll={() => select.change(EVERYTHING_SELECTED)}
      onClear={clear}
    >
      {actions?.({ selection: select.selection, count, clear })}
    </BulkBar>
  );
}
