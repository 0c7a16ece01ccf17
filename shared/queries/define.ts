import type { z } from 'zod';
import type { ListView } from '../domain/list-view/list-view.ts';
import type { SyncedTableName } from '../schema/registry.ts';

/** A statement with positional parameters ($1 …). */
export type Statement = { readonly text: string; readonly params: readonly unknown[] };

/** Which tables and columns a query reads; `'*'` means every column. */
export type Reads = Partial<Readonly<Record<SyncedTableName, readonly string[] | '*'>>>;

/**
 * A read that is small and whole: a detail page, a card, a short list. Re-run when a row and column it
 * reads changes. Rows carry a text `key`.
 */
export type RowsQuery<Name extends string = string, Args = unknown> = {
  readonly kind: 'rows';
  readonly name: Name;
  readonly args: z.ZodType<Args>;
  readonly reads: Reads;
  readonly statement: (args: Args) => Statement;
  /** Table whose row id is the key, for the sync badge; null where rows are aggregates. */
  readonly entity: SyncedTableName | null;
  /** Precise invalidation: false when a changed row cannot matter for these arguments. */
  readonly affects?: (args: Args, table: SyncedTableName, row: Readonly<Record<string, unknown>>) => boolean;
};

/** A field a list can be filtered, sorted or searched by. `column` is SQL over the list's `from`. */
export type ListField = {
  readonly column: string;
  readonly type: 'text' | 'number' | 'boolean' | 'instant' | 'date' | 'uuid' | 'labels';
  readonly searchable?: boolean;
};

/**
 * A long list seen through a window. The engine of live lists (electron/replica/live) keeps the order of keys, so a
 * window anywhere costs a lookup by key, and "all 48,211" is known exactly.
 */
export type ListQuery<
  Name extends string = string,
  Args extends { readonly view: ListView } = { readonly view: ListView },
> = {
  readonly kind: 'list';
  readonly name: Name;
  readonly args: z.ZodType<Args>;
  readonly entity: SyncedTableName;
  readonly reads: Reads;
  /** Selected columns by their name in the row. `id` of the entity is always there as `key`. */
  readonly columns: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, ListField>>;
  /** FROM clause with joins; the entity's alias is `t`. */
  readonly from: string;
  /** Conditions beside the person's filters, such as "not in the trash". */
  readonly where: (args: Args) => Statement;
  readonly defaultSort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
};

export type NamedQuery = RowsQuery | ListQuery;

export function defineRows<const Name extends string, Args>(
  query: RowsQuery<Name, Args>,
): RowsQuery<Name, Args> {
  return query;
}

export function defineList<const Name extends string, Args extends { readonly view: ListView }>(
  query: ListQuery<Name, Args>,
): ListQuery<Name, Args> {
  return query;
}
