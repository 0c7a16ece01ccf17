/** A list with its arguments as SQL: who is in it, in which order, and which columns decide that. Pure. */
import { AppError } from '../kernel/app-error.ts';
import type { ListView, Sort } from '../domain/list-view/list-view.ts';
import type { ListField, ListQuery } from './define.ts';
import { filterCondition, searchCondition } from './filter-sql.ts';

type SortKey = { readonly expression: string; readonly direction: 'asc' | 'desc' };

export type CompiledList = {
  readonly from: string;
  readonly where: string;
  readonly params: readonly unknown[];
  readonly orderBy: string;
  readonly sortKeys: readonly SortKey[];
  /** Columns of the entity that decide membership and order. */
  readonly decisive: ReadonlySet<string>;
  /** Whether columns of joined tables decide too. */
  readonly joinsDecide: boolean;
};

/** Throws `invalid_input` for a field that the list does not have. */
export function compileList<Args extends { readonly view: ListView }>(
  query: ListQuery<string, Args>,
  args: Args,
): CompiledList {
  const own = query.where(args);
  const params = [...own.params];
  const bind = (value: unknown): string => `$${params.push(value)}`;
  const { view } = args;
  const used: ListField[] = [];
  const fieldOf = (name: string): ListField => {
    const field = Object.hasOwn(query.fields, name) ? query.fields[name] : undefined;
    if (!field) throw new AppError('invalid_input', `${query.name} has no field ${name}`);
    used.push(field);
    return field;
  };
  const searchable = Object.values(query.fields).filter((field) => field.searchable);
  const conditions = [
    `(${own.text})`,
    ...view.filters.map((filter) => filterCondition(fieldOf(filter.field), filter, bind)),
    ...searchCondition(searchable, view.search, bind),
  ];
  if (view.search.trim() !== '') used.push(...searchable);
  const sortKeys = sortsOf(view.sort, query.defaultSort).map(({ field, direction }) => ({
    expression: sortExpression(fieldOf(field)),
    direction,
  }));
  const expressions = [own.text, ...used.map(({ column }) => column)].flatMap(columnsOf);
  return {
    from: query.from,
    where: conditions.join(' AND '),
    params,
    orderBy: [
      ...sortKeys.map(({ expression, direction }) => `${expression} ${direction.toUpperCase()} NULLS LAST`),
      't.id',
    ].join(', '),
    sortKeys,
    decisive: new Set(expressions.filter(({ alias }) => alias === 't').map(({ column }) => column)),
    joinsDecide: expressions.some(({ alias }) => alias !== 't'),
  };
}

/** The conditions' parameters end here; the caller's own begin at the next number. */
export function nextParameter(list: CompiledList, more: number): string {
  return `$${list.params.length + more}`;
}

/**
 * Whether row `p` stands before row `x` in the list's order, both with columns k0, k1 … and id. Empty values are last
 * in both directions, as in `orderBy`.
 */
export function standsBefore(list: CompiledList): string {
  return list.sortKeys.reduceRight((rest, { direction }, at) => {
    const [p, x] = [`p.k${at}`, `x.k${at}`];
    const before = `coalesce(${p} ${direction === 'asc' ? '<' : '>'} ${x}, ${p} IS NOT NULL AND ${x} IS NULL)`;
    return `(${before} OR (${p} IS NOT DISTINCT FROM ${x} AND ${rest}))`;
  }, '(p.id < x.id)');
}

export function sortColumns(list: CompiledList): string {
  return list.sortKeys.map(({ expression }, at) => `, ${expression} AS k${at}`).join('');
}

function sortsOf(chosen: readonly Sort[], usual: readonly Sort[]): readonly Sort[] {
  return chosen.length > 0 ? chosen : usual;
}

/** People do not sort upper before lower case. */
function sortExpression({ column, type }: ListField): string {
  if (type === 'text') return `lower(${column})`;
  return type === 'labels' ? `lower(array_to_string(${column}, ', '))` : column;
}

function columnsOf(expression: string): readonly { readonly alias: string; readonly column: string }[] {
  const withoutStrings = expression.replaceAll(/'(?:[^']|'')*'/g, '');
  return [...withoutStrings.matchAll(/\b([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/g)].map(
    ([, alias = '', column = '']) => ({ alias, column }),
  );
}
