import { ListFilterIcon, SearchIcon, XIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import type { Filter, ListView } from '../../../shared/domain/list-view/list-view.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { formatNoun } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { FilterField } from './filter-field.ts';

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
  useCommands([
    {
      id: 'list.filter',
      title: `Filter ${noun.other}`,
      group: 'Table',
      icon: ListFilterIcon,
      shortcut: '/',
      run: () => inputRef.current?.focus(),
    },
    {
      id: 'list.clear-filters',
      title: 'Clear all filters',
      group: 'Table',
      when: () => view.filters.length > 0 || view.search !== '',
      run: () => onViewChange({ ...view, filters: [], search: '' }),
    },
  ]);

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
      <Menu
        trigger={
          <Button size="sm" variant="ghost" className="text-muted">
            <ListFilterIcon /> Filter
          </Button>
        }
      >
        {fields.map((field) => (
          <MenuItem key={field.field} onSelect={() => setAdding(field.field)}>
            {field.label}
          </MenuItem>
        ))}
      </Menu>
      <span className="ml-auto pl-2 text-xs whitespace-nowrap text-muted" aria-live="polite">
        {formatNoun(total, noun)}
      </span>
    </div>
  );
}

type SearchBoxProps = {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly noun: FilterBarProps['noun'];
  readonly onSearch: (search: string) => void;
  readonly onEscape: () => void;
};

/** What is typed shows at once; the list follows as fast as it can answer. */
function SearchBox({ inputRef, search, noun, onSearch, onEscape }: SearchBoxProps) {
  const [text, setText] = useState(search);
  const deferred = useDeferredValue(text);
  const sent = useRef(search);
  useEffect(() => {
    if (deferred === sent.current) return;
    sent.current = deferred;
    onSearch(deferred);
  });
  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setText(search);
  }, [search]);

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '' && search === '') {
        onEscape();
        inputRef.current?.blur();
      }
      setText('');
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
    }
  }

  return (
    <div className="relative flex items-center">
      <SearchIcon aria-hidden className="pointer-events-none absolute left-2 size-3.5 text-muted" />
      <input
        ref={inputRef}
        type="text"
        role="searchbox"
        aria-label={`Search ${noun.other}`}
        placeholder={`Search ${noun.other}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        className="h-7 w-52 rounded-control border border-control/60 bg-surface pr-7 pl-7 text-sm hover:border-control"
      />
      {text === '' ? (
        <Kbd keys="/" className="pointer-events-none absolute right-1.5" />
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => setText('')}
          className="absolute right-0.5 flex size-6 items-center justify-center rounded-[4px] text-muted hover:text-text"
        >
          <XIcon className="size-3.5" />
        </button>
      )}
    </div>
  );
}
