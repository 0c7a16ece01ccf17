import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Column } from '../tables/relation.ts';
import { compileSql, referencedColumns } from './compile-sql.ts';
import { FilterFailure } from './failure.ts';
import { parseFilter } from './grammar.ts';
import { compilePredicate, type Predicate } from './predicate.ts';
import { typeExpression } from './typing.ts';

/** A checked filter: SQL for Postgres and, for simple ones, the same test in memory. */
export type Filter = {
  /** A boolean expression over unqualified, quoted column names. */
  readonly sql: string;
  readonly columns: readonly string[];
  readonly predicate: Predicate | undefined;
};

export type FilterInput = {
  readonly where: string;
  /** Values of `$1`, `$2`, … in order. */
  readonly parameters: readonly string[];
  readonly columns: readonly Column[];
  readonly allowsEnumLabels?: boolean;
};

/**
 * Checks a filter against the language of the protocol (facts: Electric 1.7.12). Gives undefined for a blank one, or the
 * protocol's own words for what is wrong.
 */
export function compileFilter(input: FilterInput): Result<Filter | undefined, string> {
  const parsed = parseFilter(input.where);
  if (!parsed.ok) return parsed;
  if (parsed.value === undefined) return ok(undefined);
  const columns = new Map(input.columns.map((column) => [column.name, column]));
  try {
    const typed = typeExpression(parsed.value, {
      columns,
      parameters: input.parameters,
      allowsEnumLabels: input.allowsEnumLabels ?? false,
    });
    if (typed.type !== 'bool') return fail('WHERE clause must return a boolean');
    return ok({
      sql: compileSql(typed),
      columns: [...referencedColumns(typed)],
      predicate: compilePredicate(typed, columns),
    });
  } catch (cause) {
    if (cause instanceof FilterFailure) return fail(cause.message);
    throw cause;
  }
}
