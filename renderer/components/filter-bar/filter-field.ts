import type { Filter } from '../../../shared/domain/list-view/list-view.ts';
import type { SelectOption } from '../../ui/select.tsx';

/** A field a list can be filtered by. `field` is the name the query knows. */
export type FilterField =
  | { readonly field: string; readonly label: string; readonly kind: 'text' }
  | {
      readonly field: string;
      readonly label: string;
      readonly kind: 'choice';
      readonly options: readonly SelectOption<string>[];
    }
  | { readonly field: string; readonly label: string; readonly kind: 'boolean' }
  | { readonly field: string; readonly label: string; readonly kind: 'number' | 'date' };

/** Operators that make sense for a kind of field, the usual one first. */
export const OPERATORS: Readonly<Record<FilterField['kind'], readonly Filter['op'][]>> = {
  text: ['contains', 'not_contains', 'starts_with', 'empty', 'not_empty'],
  choice: ['is', 'is_not', 'empty', 'not_empty'],
  boolean: ['is'],
  number: ['between', 'empty', 'not_empty'],
  date: ['between', 'empty', 'not_empty'],
};

export const OPERATOR_WORDS: Readonly<Record<Filter['op'], string>> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  empty: 'is empty',
  not_empty: 'is not empty',
  between: 'is between',
};

/** A filter in a person's words: "Status is New or Replied", "Score at least 40". */
export function filterText(filter: Filter, fields: readonly FilterField[]): string {
  const field = fields.find((one) => one.field === filter.field);
  const label = field?.label ?? filter.field;
  switch (filter.op) {
    case 'is':
    case 'is_not':
      return `${label} ${OPERATOR_WORDS[filter.op]} ${filter.values.map((value) => valueText(value, field)).join(' or ')}`;
    case 'contains':
    case 'not_contains':
    case 'starts_with':
      return `${label} ${OPERATOR_WORDS[filter.op]} “${filter.value}”`;
    case 'empty':
    case 'not_empty':
      return `${label} ${OPERATOR_WORDS[filter.op]}`;
    case 'between':
      return `${label} ${rangeText(filter.from, filter.to)}`;
  }
}

function valueText(value: string | boolean, field: FilterField | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const option = field?.kind === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  return option?.label ?? value;
}

function rangeText(from: string | number | null, to: string | number | null): string {
  if (from !== null && to !== null) return from === to ? `is ${from}` : `from ${from} to ${to}`;
  if (from !== null) return `at least ${from}`;
  return to === null ? 'is anything' : `at most ${to}`;
}

/** A filter to start editing from; null where a value must be chosen first. */
export function emptyDraft(field: FilterField): FilterDraft {
  return {
    field: field.field,
    op: OPERATORS[field.kind][0] ?? 'not_empty',
    values: [],
    text: '',
    from: '',
    to: '',
  };
}

/** A filter while it is being typed. */
export type FilterDraft = {
  readonly field: string;
  readonly op: Filter['op'];
  readonly values: readonly (string | boolean)[];
  readonly text: string;
  readonly from: string;
  readonly to: string;
};

/** The finished filter, or null while something is missing. */
export function finishDraft(draft: FilterDraft, field: FilterField): Filter | null {
  const { op } = draft;
  switch (op) {
    case 'is':
    case 'is_not':
      return draft.values.length === 0 ? null : { field: field.field, op, values: [...draft.values] };
    case 'contains':
    case 'not_contains':
    case 'starts_with':
      return draft.text.trim() === '' ? null : { field: field.field, op, value: draft.text.trim() };
    case 'empty':
    case 'not_empty':
      return { field: field.field, op };
    case 'between': {
      const from = boundary(draft.from, field);
      const to = boundary(draft.to, field);
      return from === null && to === null ? null : { field: field.field, op, from, to };
    }
  }
}

function boundary(text: string, field: FilterField): string | number | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  if (field.kind !== 'number') return plain;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** Back from a filter to what is typed, to change it. */
export function toDraft(filter: Filter, field: FilterField): FilterDraft {
  const draft = { ...emptyDraft(field), op: filter.op };
  if ('values' in filter) return { ...draft, values: filter.values };
  if ('value' in filter) return { ...draft, text: filter.value };
  if ('from' in filter) return { ...draft, from: String(filter.from ?? ''), to: String(filter.to ?? '') };
  return draft;
}
