/** A one-off query beside the log: `subset__*` parameters, or a POST body, flat or under `subset`. */
import { z } from 'zod';
import { invalidRequest } from './errors.ts';
import type { Parameters } from './parameters.ts';

export type Subset = {
  readonly where: string | undefined;
  readonly params: readonly string[];
  readonly orderBy: string | undefined;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
};

const FIELDS = ['where', 'params', 'order_by', 'limit', 'offset'] as const;

/** Undefined when the request asks for no subset. @throws the protocol's nested refusal. */
export function parseSubset(
  parameters: Parameters,
  body: Readonly<Record<string, unknown>> | undefined,
): Subset | undefined {
  const given = { ...fromQuery(parameters), ...fromBody(body) };
  if (!FIELDS.some((field) => given[field] !== undefined && given[field] !== '')) return undefined;
  const subset = {
    where: text(given['where']),
    params: readParams(given['params']),
    orderBy: text(given['order_by']),
    limit: count(given['limit'], 'limit', 1, 'must be greater than 0'),
    offset: count(given['offset'], 'offset', 0, 'must be greater than or equal to 0'),
  };
  if (subset.orderBy === undefined && (subset.limit !== undefined || subset.offset !== undefined)) {
    throw invalidRequest({
      subset: { order_by: ['order_by is required when limit or offset is present'] },
    });
  }
  if (subset.where !== undefined && /\(\s*select\b/i.test(subset.where)) {
    throw invalidRequest({ subset: { where: ['Subqueries are not allowed in subsets'] } });
  }
  return subset;
}

function fromQuery(parameters: Parameters): Record<string, unknown> {
  return Object.fromEntries(FIELDS.map((field) => [field, parameters.get(`subset__${field}`)]));
}

function fromBody(body: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  if (body === undefined) return {};
  const nested = z.record(z.string(), z.unknown()).safeParse(body['subset']);
  const source = nested.success ? nested.data : body;
  return Object.fromEntries(FIELDS.filter((field) => field in source).map((field) => [field, source[field]]));
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function count(value: unknown, field: string, minimum: number, message: string): number | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  if (!/^-?\d+$/.test(written)) throw invalidRequest({ subset: { [field]: ['is invalid'] } });
  if (Number(written) < minimum) throw invalidRequest({ subset: { [field]: [message] } });
  return Number(written);
}

function readParams(value: unknown): readonly string[] {
  const parsed = typeof value === 'string' && value !== '' ? parseJson(value) : value;
  if (parsed === undefined || parsed === null || parsed === '') return [];
  const map = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).safeParse(parsed);
  if (!map.success || Array.isArray(parsed)) {
    throw invalidRequest({ subset: { params: ['params must be a JSON object'] } });
  }
  const keys = Object.keys(map.data).toSorted((a, b) => Number(a) - Number(b));
  if (keys.some((key, index) => key !== String(index + 1))) {
    throw invalidRequest({
      subset: { params: ['Parameters must be numbered sequentially, starting from 1'] },
    });
  }
  return keys.map((key) => String(map.data[key]));
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw invalidRequest({ subset: { params: ['params must be valid JSON'] } });
  }
}
