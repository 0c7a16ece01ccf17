/** The schema as the document shows it, read from the Drizzle tables and their comments. */
import { is } from 'drizzle-orm';
import { getTableConfig, PgEnumColumn, PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import { readComments } from './comments.ts';
import { meaningOf } from './wording.ts';

export type ColumnDoc = {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly meaning: string;
  readonly key: 'PK' | 'FK' | null;
};

export type Reference = {
  readonly column: string;
  readonly table: string;
  /** False where the database holds no constraint, because rows may arrive in any order. */
  readonly enforced: boolean;
};

export type TableDoc = {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly ColumnDoc[];
  readonly references: readonly Reference[];
};

export type NounDoc = { readonly noun: string; readonly tables: readonly TableDoc[] };

type SchemaFile = {
  readonly noun: string;
  readonly source: string;
  readonly exports: Readonly<Record<string, unknown>>;
};

export function buildModel(files: readonly SchemaFile[]): readonly NounDoc[] {
  const names = new Set(files.flatMap((file) => tablesOf(file).map(nameOf)));
  return files
    .map((file) => ({ noun: file.noun, tables: describeFile(file, names) }))
    .filter((noun) => noun.tables.length > 0);
}

/** A table that one file re-exports from another is described where it is declared. */
function tablesOf(file: SchemaFile): readonly PgTable[] {
  const declared = readComments(file.source);
  return Object.values(file.exports)
    .filter((value): value is PgTable => is(value, PgTable))
    .filter((table) => declared.has(nameOf(table)));
}

/** With the schema's name before it, outside of `public`. */
function nameOf(table: PgTable): string {
  const { schema, name } = getTableConfig(table);
  return schema === undefined ? name : `${schema}.${name}`;
}

function describeFile(file: SchemaFile, names: ReadonlySet<string>): readonly TableDoc[] {
  const comments = readComments(file.source);
  const position = (table: PgTable) => comments.get(nameOf(table))?.position ?? 0;
  return tablesOf(file)
    .toSorted((one, other) => position(one) - position(other))
    .map((table) => {
      const config = getTableConfig(table);
      const written = comments.get(nameOf(table));
      const references = referencesOf(config, names);
      return {
        name: nameOf(table),
        about: written?.about ?? '',
        references,
        columns: config.columns.map((column) =>
          describeColumn(column, written?.columns.get(column.name), references),
        ),
      };
    });
}

function describeColumn(
  column: PgColumn,
  written: string | undefined,
  references: readonly Reference[],
): ColumnDoc {
  const reference = references.find((candidate) => candidate.column === column.name);
  const parts = [
    written?.replace(/\.$/, '') ?? meaningOf(column.name, column.getSQLType()),
    reference === undefined ? undefined : `→ ${reference.table}`,
    is(column, PgEnumColumn) ? column.enumValues.map((value) => `\`${value}\``).join(', ') : undefined,
  ];
  return {
    name: column.name,
    type: column.getSQLType(),
    nullable: !column.notNull,
    meaning: parts.filter((part) => part !== undefined).join('; '),
    key: column.primary ? 'PK' : reference === undefined ? null : 'FK',
  };
}

function referencesOf(
  config: ReturnType<typeof getTableConfig>,
  names: ReadonlySet<string>,
): readonly Reference[] {
  const enforced = config.foreignKeys.flatMap((key) => {
    const { columns, foreignTable } = key.reference();
    return columns.map((column) => ({
      column: column.name,
      table: nameOf(foreignTable),
      enforced: true,
    }));
  });
  const byName = config.columns.flatMap((column) => {
    const table = /^(\w+)_id$/.exec(column.name)?.[1]?.replace(/y$/, 'ie').concat('s') ?? '';
    const known = enforced.some((reference) => reference.column === column.name);
    // A text `client_id` is the person-facing code, not a reference.
    if (known || !names.has(table) || column.getSQLType() !== 'uuid') return [];
    return [{ column: column.name, table, enforced: false }];
  });
  return [...enforced, ...byName];
}
