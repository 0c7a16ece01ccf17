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

function Choices({ field, draft, onChange }: FilterValueProps) {
  const options = field.kind === 'choice' ? field.options : YES_NO;
  return (
    <fieldset className="-mx-1 flex max-h-64 flex-col overflow-y-auto">
      <legend className="sr-only">{field.label}</legend>
      {options.map(({ value, label }) => (
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
