/** The grammar's result: what was written, before names and types are known. `at` is the position errors point at. */
export type Expression =
  | {
      readonly kind: 'column';
      readonly at: number;
      readonly parts: readonly string[];
      readonly written: string;
    }
  | { readonly kind: 'literal'; readonly at: number; readonly value: string; readonly type: LiteralType }
  | { readonly kind: 'null'; readonly at: number }
  | { readonly kind: 'parameter'; readonly at: number; readonly index: number }
  | { readonly kind: 'unary'; readonly at: number; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly at: number;
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'logic';
      readonly at: number;
      readonly operator: 'and' | 'or';
      readonly operands: readonly Expression[];
    }
  | { readonly kind: 'not'; readonly at: number; readonly operand: Expression }
  | {
      readonly kind: 'is';
      readonly at: number;
      readonly test: IsTest;
      readonly isNegated: boolean;
      readonly operand: Expression;
    }
  | {
      readonly kind: 'distinct';
      readonly at: number;
      readonly isNegated: boolean;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'between';
      readonly at: number;
      readonly isNegated: boolean;
      readonly isSymmetric: boolean;
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | {
      readonly kind: 'in';
      readonly at: number;
      readonly isNegated: boolean;
      readonly operand: Expression;
      readonly items: readonly Expression[];
    }
  | {
      readonly kind: 'quantified';
      readonly at: number;
      readonly operator: string;
      readonly quantifier: 'any' | 'all';
      readonly left: Expression;
      readonly array: Expression;
    }
  | { readonly kind: 'cast'; readonly at: number; readonly operand: Expression; readonly type: string }
  | {
      readonly kind: 'call';
      readonly at: number;
      readonly name: string;
      readonly operands: readonly Expression[];
    }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly Expression[] }
  | {
      readonly kind: 'subscript';
      readonly at: number;
      readonly operand: Expression;
      readonly index: Expression;
    }
  | { readonly kind: 'row'; readonly at: number; readonly items: readonly Expression[] }
  | { readonly kind: 'unsupported'; readonly at: number; readonly message: string };

export type LiteralType = 'unknown' | 'int4' | 'numeric' | 'bool';
export type IsTest = 'null' | 'true' | 'false' | 'unknown';
