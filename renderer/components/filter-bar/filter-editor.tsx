import { useState } from 'react';

import type { Filter } from '../../../shared/domain/list-view/list-view.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { finishDraft, OPERATOR_WORDS, OPERATORS } from './filter-field.ts';
import type { FilterDraft, FilterField } from './filter-field.ts';

type FilterEditorProps = {
  readonly field: FilterField;
  readonly initial: FilterDraft;
  readonly onDone: (filter: Filter) => void;
};

/** Operator and value of one filter. */
export function FilterEditor({ field, initial, onDone }: FilterEditorProps) {
  const [draft, setDraft] = useState(initial);
  const filter = finishDraft(draft, field);
  const operators = OPERATORS[field.kind];
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (filter) onDone(filter);
      }}
    >
      {operators.length > 1 ? (
        <Select
          aria-label="How to compare"
          options={operators.map((value) => ({ value, label: OPERATOR_WORDS[value] }))}
          value={draft.op}
          onValueChange={(op) => setDraft({ ...draft, op })}
        />
      ) : null}
      <FilterValue field={field} draft={draft} onChange={setDraft} />
      <Button type="submit" variant="primary" size="sm" disabled={filter === null} className="self-end">
        Apply
      </Button>
    </form>
  );
}

type FilterValueProps = {
  readonly field: FilterField;
  readonly draft: FilterDraft;
  readonly onChange: (draft: FilterDraft) => void;
};

function FilterValue({ field, draft, onChange }: FilterValueProps) {
  switch (draft.op) {
    case 'empty':
    case 'not_empty':
      return null;
    case 'is':
    case 'is_not':
      return <Choices field={field} draft={draft} onChange={onChange} />;
    case 'between': {
      const type = field.kind === 'date' ? 'date' : 'text';
      return (
        <div className="grid grid-cols-2 gap-2">
          <Field label="From">
            <Input
              autoFocus
              type={type}
              inputMode={field.kind === 'number' ? 'decimal' : undefined}
              value={draft.from}
              onValueChange={(from) => onChange({ ...draft, from })}
            />
          </Field>
          <Field label="To">
            <Input
              type={type}
              inputMode={field.kind === 'number' ? 'decimal' : undefined}
              value={draft.to}
              onValueChange={(to) => onChange({ ...draft, to })}
            />
          </Field>
        </div>
      );
    }
    default:
      return (
        <Field label="Text" hideLabel>
          <Input
            autoFocus
            maxLength={200}
            value={draft.text}
            onValueChange={(text) => onChange({ ...draft, text })}
          />
        </Field>
      );
  }
}

const YES_NO = [
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
];

/** Longer lists than this can be narrowed by typing. */
const NARROWED_FROM = 10;

function Choices({ field, draft, onChange }: FilterValueProps) {
  const [search, setSearch] = useState('');
  const options = field.kind === 'choice' ? field.options : YES_NO;
  const wanted = search.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  return (
    <fieldset className="-mx-1 flex max-h-64 flex-col overflow-y-auto">
      <legend className="sr-only">{field.label}</legend>
      {options.length > NARROWED_FROM ? (
        <Field label={`Find in ${field.label}`} hideLabel className="sticky top-0 z-1 bg-surface px-1 pb-1">
          <Input autoFocus placeholder="Type to narrow…" value={search} onValueChange={setSearch} />
        </Field>
      ) : null}
      {shown.length === 0 ? <p className="px-1 py-1 text-xs text-muted">Nothing matches.</p> : null}
      {shown.map(({ value, label }) => (
        <label key={label} className="flex min-h-7 items-center gap-2 rounded-control px-1 hover:bg-raised">
          <Checkbox
            checked={draft.values.includes(value)}
            onCheckedChange={(checked) =>
              onChange({
                ...draft,
                values: checked ? [...draft.values, value] : draft.values.filter((one) => one !== value),
              })
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
