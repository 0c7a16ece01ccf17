import type { MutableTableName, NewRow, Row } from '../schema/registry.ts';

/** Columns to change of one row. */
export type Patch<Name extends MutableTableName> = { readonly id: string } & {
  readonly [Column in Exclude<keyof Row<Name>, 'id'>]?: Row<Name>[Column] | undefined;
};

/**
 * The only door to tables that a mutation has: reads and writes by primary key or by equality on plain columns.
 * Narrow on purpose: the replica knows from it exactly which rows a pending mutation read and wrote, which is what
 * rebase needs. One implementation over SQL serves PGlite and Postgres (shared/mutations/sql-store.ts).
 * Every method takes many rows at once; a batch is one statement.
 */
export type MutationStore = {
  readonly get: <Name extends MutableTableName>(
    table: Name,
    ids: readonly string[],
  ) => Promise<readonly Row<Name>[]>;
  /** Rows whose `column` is one of `values`, narrowed by further equalities. */
  readonly findBy: <Name extends MutableTableName>(
    table: Name,
    column: keyof Row<Name> & string,
    values: readonly (string | number)[],
    also?: Partial<Row<Name>>,
  ) => Promise<readonly Row<Name>[]>;
  readonly insert: <Name extends MutableTableName>(
    table: Name,
    rows: readonly NewRow<Name>[],
  ) => Promise<void>;
  /** Rows that do not exist are skipped. Patches of one call may name different columns. */
  readonly update: <Name extends MutableTableName>(
    table: Name,
    patches: readonly Patch<Name>[],
  ) => Promise<void>;
  readonly remove: <Name extends MutableTableName>(table: Name, ids: readonly string[]) => Promise<void>;
};
