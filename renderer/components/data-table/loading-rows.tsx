import { Skeleton } from '../../ui/skeleton.tsx';
import type { GridColumn } from './grid-column.ts';

type LoadingRowsProps<Row> = { readonly columns: readonly GridColumn<Row>[]; readonly rowHeight: number };

const ROWS = 12;

/** Grey bars in the shape of the table while the first rows are on their way. */
export function LoadingRows<Row>({ columns, rowHeight }: LoadingRowsProps<Row>) {
  return Array.from({ length: ROWS }, (_, index) => (
    <div
      key={index}
      role="row"
      aria-rowindex={index + 2}
      className="grid border-b border-border/60"
      style={{ height: rowHeight, gridTemplateColumns: 'var(--table-columns)' }}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className="flex items-center px-2">
          {column.kind === 'data' ? <Skeleton className="w-2/3" /> : <span className="sr-only">Loading</span>}
        </div>
      ))}
    </div>
  ));
}
