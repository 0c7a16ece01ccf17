/**
 * Validates a request on /v1/shape. The groups of checks and their order are the protocol's: the first group that fails
 * answers alone. Table, columns and filter are checked later against the catalog.
 */
import { parseColumnList } from '../names/identifier.ts';
import type { ShapeDefinition, ShapeModes } from '../shape/definition.ts';
import { invalidRequest } from './errors.ts';
import { parseOffset, type Offset } from './offset.ts';
import type { Parameters, ParameterValue } from './parameters.ts';
import { parseSubset, type Subset } from './subset.ts';

export type ShapeRequest = {
  readonly offset: Offset;
  /** Present when the offset is a position. */
  readonly handle: string | undefined;
  readonly isLive: boolean;
  readonly isSse: boolean;
  readonly cursor: string | undefined;
  readonly modes: ShapeModes;
  readonly definition: ShapeDefinition;
  readonly subset: Subset | undefined;
};

const SCALARS = [
  'table',
  'offset',
  'handle',
  'live',
  'live_sse',
  'experimental_live_sse',
  'where',
  'columns',
  'queryable_columns',
  'replica',
  'log',
] as const;

type Scalars = Readonly<Partial<Record<(typeof SCALARS)[number], string>>>;

export type RequestSource = {
  readonly parameters: Parameters;
  /** Parsed JSON body of a POST. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Given by a server-side caller; then the request's own definition is ignored. */
  readonly definition: ShapeDefinition | undefined;
};

export function parseShapeRequest({ parameters, body, definition }: RequestSource): ShapeRequest {
  const scalars = readScalars(parameters);
  const modes = castModes(parameters, scalars);
  const text = scalars.offset ?? '';
  const offset = parseOffset(text);
  if (offset === undefined) throw invalidRequest({ offset: ['has invalid format'] });
  const handle = offset.kind === 'at' ? scalars.handle : undefined;
  if (offset.kind === 'at' && handle === undefined) {
    throw invalidRequest({ handle: ["can't be blank when offset != -1"] });
  }
  const isLive = isTrue(parameters.get('live'));
  if (isLive && offset.kind === 'start') throw invalidRequest({ live: ["can't be true when offset == -1"] });
  if (isLive && offset.kind === 'now') throw invalidRequest({ live: ["can't be true when offset is 'now'"] });
  const isSse = isTrue(parameters.get('live_sse')) || isTrue(parameters.get('experimental_live_sse'));
  if (isSse && !isLive) throw invalidRequest({ live_sse: ["can't be true unless live is also true"] });
  return {
    offset,
    handle,
    isLive,
    isSse,
    cursor: asText(parameters.get('cursor')),
    modes,
    definition: definition ?? parseDefinition(parameters, scalars),
    subset: definition === undefined ? parseSubset(parameters, body) : undefined,
  };
}

function asText(value: ParameterValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Any value but `false` is true, an empty one too. */
function isTrue(value: ParameterValue | undefined): boolean {
  return typeof value === 'string' && value !== 'false';
}

export function readScalars(parameters: Parameters): Scalars {
  const scalars: Record<string, string> = {};
  for (const name of SCALARS) {
    const value = asText(parameters.get(name));
    if (value !== undefined) scalars[name] = value;
  }
  return scalars;
}

function castModes(parameters: Parameters, scalars: Scalars): ShapeModes {
  const errors: Record<string, string[]> = {};
  for (const name of SCALARS) {
    const value = parameters.get(name);
    if (value !== undefined && typeof value !== 'string') errors[name] = ['is invalid'];
  }
  const params = parameters.get('params');
  if (params !== undefined && params !== '' && !(params instanceof Map)) errors['params'] = ['is invalid'];
  const replica = scalars.replica ?? 'default';
  const log = scalars.log ?? 'full';
  if (scalars.offset === undefined) errors['offset'] ??= ["can't be blank"];
  if (replica !== 'default' && replica !== 'full') errors['replica'] = ['is invalid'];
  if (log !== 'full' && log !== 'changes_only') errors['log'] = ['is invalid'];
  if (Object.keys(errors).length > 0) throw invalidRequest(errors);
  return { replica: replica === 'full' ? 'full' : 'default', log: log === 'full' ? 'full' : 'changes_only' };
}

/** The definition a request carries. @throws the protocol's refusal of table, columns or params. */
export function parseDefinition(parameters: Parameters, scalars: Scalars): ShapeDefinition {
  if (scalars.table === undefined) throw invalidRequest({ table: ["can't be blank"] });
  const columns = restrict(columnList(scalars.columns), columnList(scalars.queryable_columns));
  const params = sequentialParams(parameters.get('params'));
  return {
    table: scalars.table,
    ...(columns === undefined ? {} : { columns }),
    ...(scalars.where === undefined ? {} : { where: scalars.where }),
    ...(params.length === 0 ? {} : { params }),
  };
}

function columnList(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const parsed = parseColumnList(text);
  if (!parsed.ok) throw invalidRequest({ columns: [parsed.error] });
  return parsed.value;
}

function restrict(
  columns: readonly string[] | undefined,
  queryable: readonly string[] | undefined,
): readonly string[] | undefined {
  if (queryable === undefined || columns === undefined) return columns ?? queryable;
  const outside = columns.filter((name) => !queryable.includes(name));
  if (outside.length === 0) return columns;
  throw invalidRequest({
    columns: [`The following columns are not found on the table: ${outside.join(', ')}`],
  });
}

function sequentialParams(value: ParameterValue | undefined): readonly string[] {
  if (!(value instanceof Map)) return [];
  const keys = [...value.keys()];
  if (keys.some((key) => !/^\d+$/.test(key))) {
    throw invalidRequest({ params: ['Parameters can only use numbers as keys'] });
  }
  const ordered = keys.map(Number).toSorted((a, b) => a - b);
  if (ordered.some((key, index) => key !== index + 1)) {
    throw invalidRequest({ params: ['Parameters must be numbered sequentially, starting from 1'] });
  }
  return ordered.map((key) => String(value.get(String(key)) ?? ''));
}
