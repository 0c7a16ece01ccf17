/**
 * Reads a query string the way the protocol's server does: the last of repeated parameters wins, `a[b]=c` is a map and
 * `a[]=c` a list, `subset__x` belongs to the subset.
 */
export type ParameterValue = string | ReadonlyMap<string, string> | readonly string[];
export type Parameters = ReadonlyMap<string, ParameterValue>;

const NESTED = /^([^[\]]+)\[([^[\]]*)\]$/;

export function readParameters(search: URLSearchParams): Parameters {
  const parameters = new Map<string, ParameterValue>();
  for (const [name, value] of search) {
    const [, outer, inner] = NESTED.exec(name) ?? [];
    if (outer === undefined || inner === undefined) parameters.set(name, value);
    else parameters.set(outer, nest(parameters.get(outer), inner, value));
  }
  return parameters;
}

function nest(known: ParameterValue | undefined, inner: string, value: string): ParameterValue {
  if (inner === '') return Array.isArray(known) ? [...known, value] : [value];
  return new Map(known instanceof Map ? known : []).set(inner, value);
}
