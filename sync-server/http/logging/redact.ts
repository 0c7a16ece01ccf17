/**
 * Keeps secrets out of the log. Two nets: whatever stands under a telling name is masked, and whatever looks
 * like a credential is masked wherever it stands, in messages and error texts too.
 */

const MASK = '[redacted]';
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
const MAX_TEXT = 8_000;

/** Compared with the name's letters alone: `X-API-Key`, `apiKey` and `api_key` are one. */
const SECRET_NAME =
  /authorization|cookie|passw|passphrase|pass$|pwd$|token|secret|apikey|privatekey|signingkey|credential|connectionstring|databaseurl|signature|^otp$|sessionid/;

const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [/(:\/\/[^\s/:@"']*:)[^\s/@"']+@/g, `$1${MASK}@`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, MASK],
  [/\b(sk|rk|pk)[-_](live_|test_|proj-|ant-)?[\w-]{4,}/g, MASK],
  [/\b(xox[abprs]|xapp|whsec|ghp|SG)[-_.][\w-]{4,}/g, MASK],
  // name=value in queries and texts, "name":"value" in JSON, also when it is quoted inside a string
  [
    /((?:[\w-]*(?:token|secret|api[-_]?key|signature)|password|passwd|pass|pwd|authorization|cookie)[\w-]*\\*["']?\s*[=:]\s*\\*["']?)(?!\[redacted\])[^\s&"'\\,;}]+/gi,
    `$1${MASK}`,
  ],
];

export function redactText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
  return SECRET_TEXT.reduce((rest, [pattern, mask]) => rest.replaceAll(pattern, mask), short);
}

/** The fields of a log line, masked by their names. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactEntries(Object.entries(fields), 0, new Set([fields]));
}

/** A plain copy that is safe to write: cycles, depth and length are cut. */
export function redact(value: unknown, depth = 0, above: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[deeper]';
  const inside = new Set(above).add(value);
  if (value instanceof Error) return redactError(value, depth, inside);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Headers || value instanceof Map) return redactEntries([...value], depth, inside);
  if (value instanceof Set) return redact([...value], depth, inside);
  if (Array.isArray(value)) return redactArray(value, depth, inside);
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return redact(value.toJSON(), depth + 1, inside);
  return redactEntries(Object.entries(value), depth, inside);
}

function redactArray(value: readonly unknown[], depth: number, above: ReadonlySet<object>): unknown[] {
  const items = value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1, above));
  return value.length > MAX_ITEMS ? [...items, `… ${value.length - MAX_ITEMS} more`] : items;
}

function redactEntries(
  entries: readonly (readonly [unknown, unknown])[],
  depth: number,
  above: ReadonlySet<object>,
): Record<string, unknown> {
  return Object.fromEntries(
    entries.slice(0, MAX_ITEMS).map(([key, item]) => {
      const name = String(key);
      return [name, isSecretName(name) && !isHarmless(item) ? MASK : redact(item, depth + 1, above)];
    }),
  );
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
}

/** A count (`tokens: 812`) or a flag under a telling name tells nothing. */
function isHarmless(value: unknown): boolean {
  return value == null || typeof value === 'boolean' || (typeof value === 'number' && value < 1_000_000);
}

function redactError(error: Error, depth: number, above: ReadonlySet<object>): Record<string, unknown> {
  const rest = redactEntries(
    Object.entries(error).filter(([name]) => name !== 'name'),
    depth,
    above,
  );
  return {
    ...rest,
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1, above) }),
  };
}
