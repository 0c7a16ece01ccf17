import { elementType, isArray, isEnum, type FilterType } from './types.ts';

const INTEGER_LIMITS: Readonly<Record<string, bigint>> = {
  int2: 32_767n,
  int4: 2_147_483_647n,
  int8: 9_223_372_036_854_775_807n,
};
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = String.raw`\d{2}:\d{2}:\d{2}(?:\.\d+)?`;
const ZONE = String.raw`(?:Z|[+-]\d{2}(?::?\d{2})?)`;
const PATTERNS: Readonly<Record<string, RegExp>> = {
  numeric: /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$|^\s*NaN\s*$/i,
  float4: /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i,
  float8: /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i,
  bool: /^\s*(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|off|of|1|0)\s*$/i,
  uuid: /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i,
  time: new RegExp(`^${CLOCK}$`),
  timetz: new RegExp(`^${CLOCK}${ZONE}$`, 'i'),
  timestamp: new RegExp(`^(\\d{4}-\\d{2}-\\d{2})[T ]${CLOCK}${ZONE}?$`, 'i'),
  timestamptz: new RegExp(`^(\\d{4}-\\d{2}-\\d{2})[T ]${CLOCK}${ZONE}$`, 'i'),
  interval:
    /^\s*(?:-?P[\dYMWDTHS.,+-]+|(?:[+-]?[\d.]+\s*[a-z]+\s*|[+-]?\d+:\d{2}(?::\d{2}(?:\.\d+)?)?\s*)+(?:ago)?)\s*$/i,
};

/** Whether a literal may stand for a value of the type. Enum labels never may, as the protocol refuses them. */
export function isValidLiteral(text: string, type: FilterType): boolean {
  if (isEnum(type)) return false;
  if (isArray(type)) {
    const items = parseArrayLiteral(text);
    return (
      items !== undefined && items.every((item) => item === null || isValidLiteral(item, elementType(type)))
    );
  }
  const limit = INTEGER_LIMITS[type];
  if (limit !== undefined) return isInteger(text, limit);
  if (type === 'date') return DATE.test(text) && isCalendarDate(text);
  const pattern = PATTERNS[type];
  if (pattern === undefined) return true;
  const match = pattern.exec(text);
  return match !== null && (match[1] === undefined || isCalendarDate(match[1]));
}

function isInteger(text: string, limit: bigint): boolean {
  const match = /^\s*([+-]?)(\d+)\s*$/.exec(text);
  if (match?.[2] === undefined) return false;
  const value = BigInt(match[2]);
  return match[1] === '-' ? value <= limit + 1n : value <= limit;
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The elements of a flat or nested array literal, undefined when it is malformed. */
export function parseArrayLiteral(text: string): readonly (string | null)[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  const items: (string | null)[] = [];
  const pattern = /\s*(?:\{|\}|"((?:[^"\\]|\\[\s\S])*)"|([^{},"\\]+|\\[\s\S])|,)/y;
  let depth = 0;
  let at = 0;
  while (at < trimmed.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(trimmed);
    if (match === null) return undefined;
    at = pattern.lastIndex;
    const [whole, quoted, bare] = match;
    if (whole.endsWith('{') && quoted === undefined && bare === undefined) depth += 1;
    else if (whole.endsWith('}') && quoted === undefined && bare === undefined) depth -= 1;
    else if (quoted !== undefined) items.push(quoted.replaceAll(/\\([\s\S])/g, '$1'));
    else if (bare !== undefined && bare.trim() !== '')
      items.push(/^null$/i.test(bare.trim()) ? null : bare.trim());
    if (depth === 0 && at < trimmed.length) return undefined;
  }
  return depth === 0 ? items : undefined;
}
