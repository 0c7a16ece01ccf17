import { commonType, isArray, isTextual, type FilterType } from './types.ts';

/** Result type and operand types of a call, undefined when no form of the function takes these operands. */
export type CallSignature = { readonly result: FilterType; readonly operands: readonly FilterType[] };
type Resolve = (operands: readonly FilterType[]) => CallSignature | undefined;
type FilterFunction = { readonly arity: number | 'any'; readonly resolve: Resolve };

const text: Resolve = (operands) =>
  operands.every((type) => type === 'unknown' || isTextual(type))
    ? { result: 'text', operands: operands.map(() => 'text') }
    : undefined;

const same: Resolve = (operands) => {
  let common: FilterType | undefined = 'unknown';
  for (const type of operands) common = common === undefined ? undefined : commonType(common, type);
  if (common === undefined) return undefined;
  const result = common === 'unknown' ? 'text' : common;
  return { result, operands: operands.map(() => result) };
};

const matches: Resolve = (operands) => {
  const signature = text(operands);
  return signature && { ...signature, result: 'bool' };
};

const interval: Resolve = (operands) =>
  operands[0] === 'interval' || operands[0] === 'unknown'
    ? { result: 'interval', operands: ['interval'] }
    : undefined;

const zone: Resolve = ([name = '', value = '']) => {
  if (name !== 'unknown' && !isTextual(name)) return undefined;
  if (value === 'timestamptz') return { result: 'timestamp', operands: ['text', 'timestamptz'] };
  return value === 'timestamp' ? { result: 'timestamptz', operands: ['text', 'timestamp'] } : undefined;
};

const arrayOf = (
  result: (array: FilterType) => FilterType,
  at: number,
  other?: 'element' | 'array',
): Resolve => {
  return (operands) => {
    const array = operands[at];
    if (array === undefined || !isArray(array)) return undefined;
    const types = operands.map((_, index) =>
      index === at || other === 'array' ? array : array.slice(0, -2),
    );
    return { result: result(array), operands: types };
  };
};

const FUNCTIONS: Readonly<Record<string, FilterFunction>> = {
  lower: { arity: 1, resolve: text },
  upper: { arity: 1, resolve: text },
  like: { arity: 2, resolve: matches },
  ilike: { arity: 2, resolve: matches },
  concat: {
    arity: 'any',
    resolve: (operands) => ({
      result: 'text',
      operands: operands.map((type) => (type === 'unknown' ? 'text' : type)),
    }),
  },
  coalesce: { arity: 'any', resolve: same },
  greatest: { arity: 'any', resolve: same },
  least: { arity: 'any', resolve: same },
  justify_days: { arity: 1, resolve: interval },
  justify_hours: { arity: 1, resolve: interval },
  justify_interval: { arity: 1, resolve: interval },
  timezone: { arity: 2, resolve: zone },
  array_ndims: { arity: 1, resolve: arrayOf(() => 'int4', 0) },
  array_cat: { arity: 2, resolve: arrayOf((array) => array, 0, 'array') },
  array_append: { arity: 2, resolve: arrayOf((array) => array, 0, 'element') },
  array_prepend: { arity: 2, resolve: arrayOf((array) => array, 1, 'element') },
};

/** The function of that name and number of operands, undefined when the language has none. */
export function findFunction(name: string, count: number): FilterFunction | undefined {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) return undefined;
  return found.arity === count || (found.arity === 'any' && count > 0) ? found : undefined;
}
