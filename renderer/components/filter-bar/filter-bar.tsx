import { ListFilterIcon } from 'lucide-react';
import { useRef, useState } from 'react';

import type { Filter, ListView } from '../../../shared/domain/list-view/list-view.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { formatNoun } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { FilterField } from './filter-field.ts';
import { SearchBox } from './search-box.tsx';

type FilterBarProps = {
  readonly fields: readonly FilterField[];
  readonly view: ListView;
  readonly onViewChange: (view: ListView) => void;
  readonly noun: { readonly one: string; readonly other: string };
  /** Rows that match now. */
  readonly total: number;
};

/** Search and filters of a list. `/` goes to the search, Esc clears it, then the filters. */
export function FilterBar({ fields, view, onViewChange, noun, total }: FilterBarProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const addingField = fields.find((field) => field.field === adding);
  useFilterCommands({ view, onViewChange, noun, focusSearch: () => inputRef.current?.focus() });

  function replace(index: number, filter: Filter | null): void {
    const filters = view.filters.flatMap((one, place) => (place === index ? (filter ?? []) : [one]));
    onViewChange({ ...view, filters });
  }

  return (
    <div
      role="search"
      aria-label={`Filter ${noun.other}`}
      className="flex min-w-0 grow flex-wrap items-center gap-1.5"
    >
      <SearchBox
        inputRef={inputRef}
        search={view.search}
        noun={noun}
        onSearch={(search) => onViewChange({ ...view, search })}
        onEscape={() => {
          if (view.search !== '' || view.filters.length > 0)
            onViewChange({ ...view, search: '', filters: view.search === '' ? [] : view.filters });
        }}
      />
      {view.filters.map((filter, index) => {
        const field = fields.find((one) => one.field === filter.field);
        return (
          <FilterChip
            key={`${index}-${filter.field}`}
            filter={filter}
            field={field}
            fields={fields}
            onChange={(next) => replace(index, next)}
          />
        );
      })}
      {addingField ? (
        <FilterChip
          key={`new-${addingField.field}`}
          filter={null}
          field={addingField}
          fields={fields}
          onChange={(filter) => {
            setAdding(null);
            if (filter) onViewChange({ ...view, filters: [...view.filters, filter] });
          }}
        />
      ) : null}
      <AddFilterMenu fields={fields} onPick={setAdding} />
      <span className="ml-auto pl-2 text-xs whitespace-nowrap text-muted" aria-live="polite">
        {formatNoun(total, noun)}
      </span>
    </div>
  );
}

type AddFilterMenuProps = {
  readonly fields: readonly FilterField[];
  readonly onPick: (field: string) => void;
};

function AddFilterMenu({ fields, onPick }: AddFilterMenuProps) {
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost" className="text-muted">
          <ListFilterIcon /> Filter
        </Button>
      }
    >
      {fields.map((field) => (
        <MenuItem key={field.field} onSelect={() => onPick(field.field)}>
          {field.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

type FilterCommands = Pick<FilterBarProps, 'view' | 'onViewChange' | 'noun'> & {
  readonly focusSearch: () => void;
};

function useFilterCommands({ view, onViewChange, noun, focusSearch }: FilterCommands): void {
  useCommands([
    {
      id: 'list.filter',
      title: `Filter ${noun.other}`,
      group: 'Table',
      icon: ListFilterIcon,
      shortcut: '/',
      run: focusSearch,
    },
    {
      id: 'list.clear-filters',
      title: 'Clear all filters',
      group: 'Table',
      when: () => view.filters.length > 0 || view.search !== '',
      run: () => onViewChange({ ...view, filters: [], search: '' }),
    },
  ]);
}
