import {
  ArrowDownIcon,
  ArrowLeftIcon,
  ArrowRightIcon,
  ArrowUpIcon,
  ChevronsLeftRightIcon,
  ChevronsRightLeftIcon,
  EyeOffIcon,
  ListPlusIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';

import type { Sort } from '../../../shared/domain/list-view/list-view.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { WIDTH_STEP } from './data-column.ts';
import type { DataColumn } from './data-column.ts';
import { setSort, toggleSort } from './sorting.ts';
import type { ColumnLayout } from './use-column-layout.ts';

type ColumnMenuProps<Row> = {
  readonly column: DataColumn<Row>;
  readonly width: number;
  readonly layout: ColumnLayout<Row>;
  readonly sort: readonly Sort[];
  readonly onSort: (sort: readonly Sort[]) => void;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger: ReactElement<Record<string, unknown>>;
};

/** Everything about one column without dragging: order, place, width, visibility. */
export function ColumnMenu<Row>(props: ColumnMenuProps<Row>) {
  const { column, width, layout, sort, onSort, open, onOpenChange, trigger } = props;
  const index = layout.visible.findIndex((one) => one.column.id === column.id);
  const { sortField } = column;
  return (
    <Menu trigger={trigger} open={open} onOpenChange={onOpenChange}>
      {sortField === undefined ? null : (
        <>
          <MenuItem icon={<ArrowUpIcon />} onSelect={() => onSort(setSort(sortField, 'asc'))}>
            Sort ascending
          </MenuItem>
          <MenuItem icon={<ArrowDownIcon />} onSelect={() => onSort(setSort(sortField, 'desc'))}>
            Sort descending
          </MenuItem>
          <MenuItem icon={<ListPlusIcon />} onSelect={() => onSort(toggleSort(sort, sortField, true))}>
            {sort.some((one) => one.field === sortField) ? 'Change within the sort' : 'Add to the sort'}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem
        icon={<ChevronsLeftRightIcon />}
        closeOnSelect={false}
        onSelect={() => layout.setWidth(column.id, width + WIDTH_STEP)}
      >
        Wider
      </MenuItem>
      <MenuItem
        icon={<ChevronsRightLeftIcon />}
        closeOnSelect={false}
        onSelect={() => layout.setWidth(column.id, width - WIDTH_STEP)}
      >
        Narrower
      </MenuItem>
      <MenuItem icon={<ArrowLeftIcon />} disabled={index <= 1} onSelect={() => layout.move(column.id, -1)}>
        Move left
      </MenuItem>
      <MenuItem
        icon={<ArrowRightIcon />}
        disabled={index < 1 || index === layout.visible.length - 1}
        onSelect={() => layout.move(column.id, 1)}
      >
        Move right
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<EyeOffIcon />}
        disabled={index <= 0 || column.canHide === false}
        onSelect={() => layout.setVisible(column.id, false)}
      >
        Hide column
      </MenuItem>
    </Menu>
  );
}
