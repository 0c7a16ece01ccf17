import type { ReactNode } from 'react';

import { cn } from '../lib/class-names.ts';
import type { TypedRow } from '../lib/typed-row.ts';
import { SyncBadge } from './sync-badge.tsx';

export type SimpleColumn<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'end' | undefined;
  readonly className?: string | undefined;
};

type SimpleTableProps<Row> = {
  readonly label: string;
  readonly columns: readonly SimpleColumn<Row>[];
  readonly rows: readonly TypedRow<Row>[];
};

/** A short table of a detail page: all rows drawn, the first column names the row, changes on their way are marked. */
export function SimpleTable<Row>({ label, columns, rows }: SimpleTableProps<Row>) {
  return (
    <div className="focus-inset overflow-x-auto" tabIndex={0} role="group" aria-label={label}>
      <table className="w-full min-w-160 border-collapse text-sm">
        <thead>
          <tr className="border-b border-border text-left text-xs text-muted">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cn('h-8 px-2 font-medium first:pl-0', column.align === 'end' && 'text-right')}
              >
                {column.header}
              </th>
            ))}
            <th scope="col" className="w-8">
              <span className="sr-only">Sync</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, row, sync }) => (
            <tr key={key} className="h-9 border-b border-border/60 last:border-0">
              {columns.map((column, index) => {
                const classes = cn(
                  'px-2 py-1 font-normal first:pl-0',
                  column.align === 'end' && 'text-right',
                  column.className,
                );
                return index === 0 ? (
                  <th key={column.id} scope="row" className={cn(classes, 'text-left')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classes}>
                    {column.cell(row)}
                  </td>
                );
              })}
              <td className="text-right">
                {sync === 'synced' ? null : <SyncBadge state={sync} variant="icon" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
