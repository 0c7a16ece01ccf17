/**
 * Compares answers with captures. Values that differ from run to run stand as `{{name}}`: `h1` is a handle and `l1` a
 * position that must be the same wherever it stands again; `xid`, `frontier`, `mark`, `cursor`, `mono` are any number.
 */
const PLACEHOLDER = /\{\{(\w+)\}\}/g;

const FORMS: Readonly<Record<string, string>> = {
  h: String.raw`\d+-\d+`,
  l: String.raw`\d+`,
  mono: String.raw`-?\d+`,
};

export type Bindings = {
  readonly set: (name: string, value: string) => void;
  /** Puts known values into a text. @throws when one is not known. */
  readonly fill: (text: string) => string;
  /** Compares a text with a pattern and learns the names that are new in it. */
  readonly matches: (pattern: string, actual: string) => boolean;
};

export function createBindings(): Bindings {
  const known = new Map<string, string>();
  const isStable = (name: string): boolean => /^[hl]\d+$/.test(name);

  return {
    set: (name, value) => known.set(name, value),
    fill: (text) =>
      text.replaceAll(PLACEHOLDER, (_, name: string) => {
        const value = known.get(name);
        if (value === undefined) throw new Error(`{{${name}}} is used before it is known`);
        return value;
      }),
    matches: (pattern, actual) => {
      const fresh: string[] = [];
      const source = pattern
        .split(PLACEHOLDER)
        .map((part, index) => {
          if (index % 2 === 0) return RegExp.escape(part);
          const value = known.get(part);
          if (value !== undefined) return RegExp.escape(value);
          const form = FORMS[part] ?? (isStable(part) ? FORMS[part.charAt(0)] : undefined) ?? String.raw`\d+`;
          if (!isStable(part) || fresh.includes(part)) return form;
          fresh.push(part);
          return `(?<${part}>${form})`;
        })
        .join('');
      const match = new RegExp(`^${source}$`, 's').exec(actual);
      for (const name of fresh) {
        const value = match?.groups?.[name];
        if (value !== undefined) known.set(name, value);
      }
      return match !== null;
    },
  };
}

/** Names the transactions that ran in the whole cluster at that moment, other tests' among them. */
const CLUSTER_WIDE = 'xip_list';

/** Where two JSON values differ, as one line; undefined when they agree. */
export function findDifference(
  expected: unknown,
  actual: unknown,
  bindings: Bindings,
  path = '$',
): string | undefined {
  if (typeof expected === 'string' && (typeof actual === 'string' || typeof actual === 'number')) {
    const isSame =
      expected === actual || (expected.includes('{{') && bindings.matches(expected, String(actual)));
    return isSame ? undefined : `${path}: expected ${expected}, got ${actual}`;
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (path.endsWith(`.${CLUSTER_WIDE}`)) return undefined;
    if (expected.length !== actual.length) {
      return `${path}: expected ${expected.length} items, got ${JSON.stringify(actual)}`;
    }
    return firstOf(
      expected.map((item, index) => findDifference(item, actual[index], bindings, `${path}[${index}]`)),
    );
  }
  if (isObject(expected) && isObject(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return firstOf(
      [...names].map((name) => findDifference(expected[name], actual[name], bindings, `${path}.${name}`)),
    );
  }
  return Object.is(expected, actual)
    ? undefined
    : `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
