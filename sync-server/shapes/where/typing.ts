/**
 * Types a parsed filter against the columns of its table. Untyped literals and parameters take the type their context
 * asks for and are checked by form; whatever the protocol's language does not know is refused with its own words.
 */
import type { Column } from '../tables/relation.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Expression } from './expression.ts';
import { FilterFailure, typeErrorAt } from './failure.ts';
import { findFunction } from './functions.ts';
import { isValidLiteral } from './literals.ts';
import { isKnownBinary, isKnownUnary, resolveBinary, resolveUnary } from './operators.ts';
import type { Form, Typed } from './typed.ts';
import {
  columnType,
  commonType,
  elementType,
  isArray,
  isCastable,
  isInteger,
  type FilterType,
} from './types.ts';

export type TypingContext = {
  readonly columns: ReadonlyMap<string, Column>;
  /** Values of `$1`, `$2`, … */
  readonly parameters: readonly string[];
  /** Subset queries go to Postgres alone, so enum labels are its business there. */
  readonly allowsEnumLabels: boolean;
};

const NO_OVERLOAD = 'Could not select an operator overload';

function refuse(at: number, message: string): never {
  throw new FilterFailure(typeErrorAt(at, message));
}

function apply(form: Form, name: string, at: number, type: FilterType, operands: readonly Typed[]): Typed {
  return { kind: 'apply', form, name, at, type, operands };
}

export function typeExpression(expression: Expression, context: TypingContext): Typed {
  const typed = (inner: Expression): Typed => typeExpression(inner, context);
  const coerced = (inner: Typed, type: FilterType): Typed => coerce(inner, type, context);
  const bool = (inner: Expression): Typed => {
    const operand = coerced(typed(inner), 'bool');
    return operand.type === 'bool' ? operand : refuse(inner.at, NO_OVERLOAD);
  };
  const binary = (operator: string, left: Typed, right: Typed, at: number): Typed => {
    if (!isKnownBinary(operator)) refuse(at, `unknown binary operator "${operator}"`);
    const signature = resolveBinary(operator, left.type, right.type);
    if (signature === undefined) return refuse(at, NO_OVERLOAD);
    const operands = [coerced(left, signature.left), coerced(right, signature.right)];
    return apply('binary', operator, at, signature.result, operands);
  };

  switch (expression.kind) {
    case 'column':
      return typeColumn(expression, context);
    case 'literal':
      return { kind: 'constant', at: expression.at, type: expression.type, text: expression.value };
    case 'null':
      return { kind: 'constant', at: expression.at, type: 'unknown', text: null };
    case 'parameter': {
      const text = context.parameters[expression.index - 1];
      if (text === undefined) return refuse(expression.at, `parameter $${expression.index} was not provided`);
      return { kind: 'constant', at: expression.at, type: 'unknown', text };
    }
    case 'logic':
      return apply(expression.operator, '', expression.at, 'bool', expression.operands.map(bool));
    case 'not':
      return apply('not', '', expression.at, 'bool', [bool(expression.operand)]);
    case 'is':
      return typeTest(expression, typed(expression.operand), coerced);
    case 'unary': {
      if (!isKnownUnary(expression.operator))
        refuse(expression.at, `unknown unary operator "${expression.operator}"`);
      const operand = typed(expression.operand);
      const type = resolveUnary(expression.operator, operand.type);
      return type === undefined
        ? refuse(expression.at, NO_OVERLOAD)
        : apply('unary', expression.operator, expression.at, type, [operand]);
    }
    case 'binary':
      return binary(expression.operator, typed(expression.left), typed(expression.right), expression.at);
    case 'distinct': {
      const same = binary('=', typed(expression.left), typed(expression.right), expression.at);
      const name = expression.isNegated ? 'is not distinct from' : 'is distinct from';
      return same.kind === 'apply' ? { ...same, name } : same;
    }
    case 'between':
      return typeBetween(expression, typed, binary);
    case 'in': {
      const operand = typed(expression.operand);
      const items = expression.items.map((item) => binary('=', operand, typed(item), expression.at));
      return mergeIn(expression, items);
    }
    case 'quantified':
      return typeQuantified(expression, typed(expression.left), typed(expression.array), coerced);
    case 'cast':
      return typeCast(expression, typed(expression.operand), coerced);
    case 'call':
      return typeCall(expression, expression.operands.map(typed), coerced);
    case 'array':
      return typeArray(expression.items.map(typed), expression.at, coerced);
    case 'subscript':
      return typeSubscript(expression, typed(expression.operand), typed(expression.index), coerced);
    case 'row':
      return apply('row', '', expression.at, 'row', expression.items.map(typed));
    case 'unsupported':
      return refuse(expression.at, expression.message);
    default:
      return assertNever(expression);
  }
}

type Coerce = (inner: Typed, type: FilterType) => Typed;
type Of<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;
type Binary = (operator: string, left: Typed, right: Typed, at: number) => Typed;

function typeColumn(expression: Of<'column'>, context: TypingContext): Typed {
  const [name = ''] = expression.parts;
  const column = expression.parts.length === 1 ? context.columns.get(name) : undefined;
  if (column === undefined) return refuse(expression.at, `unknown reference ${expression.written}`);
  return { kind: 'column', at: expression.at, type: columnType(column), name };
}

/** Gives an untyped literal its type, and a numeric one a wider one; anything else stays as it is. */
function coerce(inner: Typed, type: FilterType, context: TypingContext): Typed {
  if (inner.type === type || type === 'unknown') return inner;
  if (inner.kind !== 'constant') return inner;
  if (inner.type !== 'unknown') return inner;
  const isAllowedLabel = context.allowsEnumLabels && type.startsWith('enum ');
  if (inner.text !== null && !isAllowedLabel && !isValidLiteral(inner.text, type)) {
    return refuse(inner.at, `invalid syntax for type ${type}: ${inner.text}`);
  }
  return { ...inner, type };
}

function typeTest(expression: Of<'is'>, operand: Typed, coerced: Coerce): Typed {
  const name = `is ${expression.isNegated ? 'not ' : ''}${expression.test}`;
  if (expression.test === 'null') {
    const known = operand.type === 'unknown' ? coerced(operand, 'text') : operand;
    return apply('is', name, expression.at, 'bool', [known]);
  }
  const truth = coerced(operand, 'bool');
  return truth.type === 'bool'
    ? apply('is', name, expression.at, 'bool', [truth])
    : refuse(expression.at, NO_OVERLOAD);
}

function typeBetween(expression: Of<'between'>, typed: (inner: Expression) => Typed, binary: Binary): Typed {
  const operand = typed(expression.operand);
  const low = binary('>=', operand, typed(expression.low), expression.at);
  const high = binary('<=', operand, typed(expression.high), expression.at);
  const value = operandOf(low, 0);
  const operands = [value, operandOf(low, 1), operandOf(high, 1)];
  const name = `${expression.isNegated ? 'not ' : ''}between${expression.isSymmetric ? ' symmetric' : ''}`;
  return apply('between', name, expression.at, 'bool', operands);
}

function operandOf(typed: Typed, index: number): Typed {
  return typed.kind === 'apply' ? (typed.operands[index] ?? typed) : typed;
}

function mergeIn(expression: Of<'in'>, items: readonly Typed[]): Typed {
  const [first] = items;
  const operand = first === undefined ? refuse(expression.at, NO_OVERLOAD) : operandOf(first, 0);
  const form = expression.isNegated ? 'not in' : 'in';
  return apply(form, '', expression.at, 'bool', [operand, ...items.map((item) => operandOf(item, 1))]);
}

function typeQuantified(expression: Of<'quantified'>, left: Typed, given: Typed, coerced: Coerce): Typed {
  const wanted = left.type === 'unknown' ? 'text' : left.type;
  const array = given.type === 'unknown' ? coerced(given, `${wanted}[]`) : given;
  if (!isArray(array.type)) return refuse(expression.at, NO_OVERLOAD);
  if (!isKnownBinary(expression.operator))
    refuse(expression.at, `unknown binary operator "${expression.operator}"`);
  const signature = resolveBinary(expression.operator, left.type, elementType(array.type));
  if (signature?.result !== 'bool') return refuse(expression.at, NO_OVERLOAD);
  return apply(expression.quantifier, expression.operator, expression.at, 'bool', [
    coerced(left, signature.left),
    array,
  ]);
}

function typeCast(expression: Of<'cast'>, operand: Typed, coerced: Coerce): Typed {
  const { type } = expression;
  if (operand.kind === 'constant' && operand.type === 'unknown') {
    const isKnown = isCastable('text', isArray(type) ? elementType(type) : type);
    if (!isKnown) refuse(operand.at, `unknown cast from type unknown to type ${type}`);
    return coerced(operand, type);
  }
  if (!isCastable(operand.type, type))
    refuse(operand.at, `unknown cast from type ${operand.type} to type ${type}`);
  return operand.type === type ? operand : apply('cast', type, expression.at, type, [operand]);
}

function typeCall(expression: Of<'call'>, operands: readonly Typed[], coerced: Coerce): Typed {
  const found = findFunction(expression.name, operands.length);
  if (found === undefined) {
    refuse(expression.at, `unknown or unsupported function ${expression.name}/${operands.length}`);
  }
  const signature = found.resolve(operands.map((operand) => operand.type));
  if (signature === undefined) return refuse(expression.at, 'Could not select a function overload');
  const fitted = operands.map((operand, index) =>
    coerced(operand, signature.operands[index] ?? operand.type),
  );
  return apply('call', expression.name, expression.at, signature.result, fitted);
}

function typeArray(items: readonly Typed[], at: number, coerced: Coerce): Typed {
  let common: FilterType | undefined = 'unknown';
  for (const item of items) common = common === undefined ? undefined : commonType(common, item.type);
  if (common === undefined) return refuse(at, 'ARRAY types cannot be matched');
  const element = common === 'unknown' ? 'text' : common;
  const type = isArray(element) ? element : `${element}[]`;
  return apply(
    'array',
    '',
    at,
    type,
    items.map((item) => coerced(item, element)),
  );
}

function typeSubscript(expression: Of<'subscript'>, operand: Typed, index: Typed, coerced: Coerce): Typed {
  const position = coerced(index, 'int4');
  if (!isArray(operand.type) || !isInteger(position.type)) return refuse(expression.at, NO_OVERLOAD);
  return apply('subscript', '', expression.at, elementType(operand.type), [operand, position]);
}
