import type { FilterType } from './types.ts';

/** A filter after typing: every name is a column, every literal has the type its context gave it. */
export type Typed =
  | { readonly kind: 'column'; readonly at: number; readonly type: FilterType; readonly name: string }
  | {
      readonly kind: 'constant';
      readonly at: number;
      readonly type: FilterType;
      readonly text: string | null;
    }
  | {
      readonly kind: 'apply';
      readonly at: number;
      readonly type: FilterType;
      readonly form: Form;
      /** Operator, function, test or type name, as the form needs it. */
      readonly name: string;
      readonly operands: readonly Typed[];
    };

export type Form =
  | 'and'
  | 'or'
  | 'not'
  | 'is'
  | 'binary'
  | 'unary'
  | 'between'
  | 'in'
  | 'not in'
  | 'any'
  | 'all'
  | 'cast'
  | 'call'
  | 'array'
  | 'subscript'
  | 'row';
