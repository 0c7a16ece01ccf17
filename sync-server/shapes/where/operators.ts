import {
  commonType,
  elementType,
  isArray,
  isComparable,
  isInteger,
  isNumeric,
  isTextual,
  type FilterType,
} from './types.ts';

/** How an operator types: its result and the types its operands must be brought to. */
export type Signature = {
  readonly result: FilterType;
  readonly left: FilterType;
  readonly right: FilterType;
};
type Resolve = (left: FilterType, right: FilterType) => Signature | undefined;

const EQUALITY: ReadonlySet<string> = new Set(['=', '<>']);

const compare =
  (operator: string): Resolve =>
  (left, right) => {
    const common = left === 'unknown' && right === 'unknown' ? 'text' : commonType(left, right);
    if (common === undefined) return undefined;
    const isSupported = isArray(common)
      ? EQUALITY.has(operator) && isComparable(elementType(common))
      : isComparable(common);
    return isSupported ? { result: 'bool', left: common, right: common } : undefined;
  };

const textual: Resolve = (left, right) => {
  const common = left === 'unknown' && right === 'unknown' ? 'text' : commonType(left, right);
  return common !== undefined && isTextual(common)
    ? { result: 'bool', left: common, right: common }
    : undefined;
};

const concatenate: Resolve = (left, right) => {
  if (isArray(left) || isArray(right)) {
    const common = commonType(left, right);
    return common === undefined ? undefined : { result: common, left: common, right: common };
  }
  const isText = (type: FilterType): boolean => isTextual(type) || type === 'unknown';
  return isText(left) && isText(right)
    ? {
        result: 'text',
        left: left === 'unknown' ? 'text' : left,
        right: right === 'unknown' ? 'text' : right,
      }
    : undefined;
};

const arrays: Resolve = (left, right) => {
  const common = commonType(left, right);
  return common !== undefined && isArray(common)
    ? { result: 'bool', left: common, right: common }
    : undefined;
};

const arithmetic =
  (operator: string): Resolve =>
  (left, right) => {
    const common = commonType(left, right);
    if (common !== undefined && isNumeric(common)) return { result: common, left: common, right: common };
    return temporal(operator, left, right);
  };

const bitwise: Resolve = (left, right) => {
  const common = commonType(left, right);
  return common !== undefined && isInteger(common)
    ? { result: common, left: common, right: common }
    : undefined;
};

/** Date and time arithmetic: left, operator, right, result. */
const TEMPORAL: readonly (readonly [FilterType, string, FilterType, FilterType])[] = [
  ['date', '+', 'int4', 'date'],
  ['int4', '+', 'date', 'date'],
  ['date', '-', 'int4', 'date'],
  ['date', '-', 'date', 'int4'],
  ['date', '+', 'interval', 'timestamp'],
  ['date', '-', 'interval', 'timestamp'],
  ['date', '+', 'time', 'timestamp'],
  ['timestamp', '+', 'interval', 'timestamp'],
  ['timestamp', '-', 'interval', 'timestamp'],
  ['timestamp', '-', 'timestamp', 'interval'],
  ['timestamptz', '+', 'interval', 'timestamptz'],
  ['timestamptz', '-', 'interval', 'timestamptz'],
  ['timestamptz', '-', 'timestamptz', 'interval'],
  ['time', '+', 'interval', 'time'],
  ['time', '-', 'interval', 'time'],
  ['interval', '+', 'interval', 'interval'],
  ['interval', '-', 'interval', 'interval'],
  ['interval', '*', 'float8', 'interval'],
  ['interval', '/', 'float8', 'interval'],
];

function temporal(operator: string, left: FilterType, right: FilterType): Signature | undefined {
  for (const [first, name, second, result] of TEMPORAL) {
    const fits = (given: FilterType, wanted: FilterType): boolean =>
      given === wanted ||
      given === 'unknown' ||
      (wanted === 'int4' && isInteger(given)) ||
      (wanted === 'float8' && isNumeric(given));
    if (name === operator && fits(left, first) && fits(right, second) && left !== 'unknown') {
      return { result, left: first, right: second };
    }
  }
  return undefined;
}

const BINARY: ReadonlyMap<string, Resolve> = new Map<string, Resolve>([
  ...['=', '<>', '<', '>', '<=', '>='].map((name): [string, Resolve] => [name, compare(name)]),
  ...['~~', '!~~', '~~*', '!~~*'].map((name): [string, Resolve] => [name, textual]),
  ...['+', '-', '*', '/', '^'].map((name): [string, Resolve] => [name, arithmetic(name)]),
  ...['&', '|', '#'].map((name): [string, Resolve] => [name, bitwise]),
  ...['@>', '<@', '&&'].map((name): [string, Resolve] => [name, arrays]),
  ['||', concatenate],
]);

export function isKnownBinary(operator: string): boolean {
  return BINARY.has(operator);
}

export function resolveBinary(operator: string, left: FilterType, right: FilterType): Signature | undefined {
  return BINARY.get(operator)?.(left, right);
}

const UNARY: ReadonlySet<string> = new Set(['+', '-', '@', '~', '|/']);

export function isKnownUnary(operator: string): boolean {
  return UNARY.has(operator);
}

/** Result type of a prefix operator, undefined when it has no meaning for the operand. */
export function resolveUnary(operator: string, operand: FilterType): FilterType | undefined {
  if (operator === '~') return isInteger(operand) ? operand : undefined;
  if (operator === '|/') return isNumeric(operand) ? 'float8' : undefined;
  if (operator === '-' && operand === 'interval') return operand;
  return isNumeric(operand) ? operand : undefined;
}
