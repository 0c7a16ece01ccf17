import { XIcon } from 'lucide-react';
import { useState } from 'react';

import type { Filter } from '../../../shared/domain/list-view/list-view.ts';
import { Popover } from '../../ui/popover.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { emptyDraft, filterText, toDraft } from './filter-field.ts';
import type { FilterField } from './filter-field.ts';

type FilterChipProps = {
  /** Null while it is new and being filled in. */
  readonly filter: Filter | null;
  /** Undefined for a field this list does not know, e.g. from an old saved view. */
  readonly field: FilterField | undefined;
  readonly fields: readonly FilterField[];
  /** Null removes it. */
  readonly onChange: (filter: Filter | null) => void;
};

/** One filter: says what it does, opens to change it, has a cross to take it away. */
export function FilterChip({ filter, field, fields, onChange }: FilterChipProps) {
  const [open, setOpen] = useState(filter === null);
  const text = filter === null ? (field?.label ?? '') : filterText(filter, fields);

  function changeOpen(next: boolean): void {
    setOpen(next);
    if (!next && filter === null) onChange(null);
  }

  const label = (
    <button
      type="button"
      className="focus-inset h-7 max-w-72 truncate rounded-l-control pr-1 pl-2 hover:text-accent data-popup-open:text-accent"
    >
      {text}
    </button>
  );
  return (
    <span className="inline-flex h-7 items-center rounded-control bg-selected text-xs font-medium text-text">
      {field ? (
        <Popover title={field.label} trigger={label} open={open} onOpenChange={changeOpen}>
          <FilterEditor
            field={field}
            initial={filter === null ? emptyDraft(field) : toDraft(filter, field)}
            onDone={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Popover>
      ) : (
        <span className="pl-2">{text}</span>
      )}
      <button
        type="button"
        aria-label={`Remove filter: ${text}`}
        onClick={() => onChange(null)}
        className="focus-inset flex size-7 items-center justify-center rounded-r-control text-muted hover:text-text"
      >
        <XIcon className="size-3.5" />
      </button>
    </span>
  );
}
