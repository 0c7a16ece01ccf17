import { Columns3Icon } from 'lucide-react';

import { Button } from '../../ui/button.tsx';
import { Menu, MenuCheckItem, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { DataColumn } from './data-column.ts';
import { useColumnLayout } from './use-column-layout.ts';

type ColumnsMenuProps<Row> = {
  readonly tableId: string;
  readonly columns: readonly DataColumn<Row>[];
};

/** Chooses which columns a table shows. Stands in the toolbar; shares its state with the table by `tableId`. */
export function ColumnsMenu<Row>({ tableId, columns }: ColumnsMenuProps<Row>) {
  const layout = useColumnLayout(tableId, columns);
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <Columns3Icon />
          Columns
        </Button>
      }
    >
      <MenuGroup label="Show">
        {layout.all.map(({ column, visible }, index) => (
          <MenuCheckItem
            key={column.id}
            checked={visible}
            disabled={index === 0 || column.canHide === false}
            onCheckedChange={(checked) => layout.setVisible(column.id, checked)}
          >
            {column.header}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem onSelect={layout.reset}>Back to the usual columns</MenuItem>
    </Menu>
  );
}
