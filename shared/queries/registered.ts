/** Named queries whose argument type is closed over, so that different ones fit one registry. */
import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { SyncedTableName } from '../schema/registry.ts';
import type { CompiledList } from './compile-list.ts';
import { compileList } from './compile-list.ts';
import type { ListView } from '../domain/list-view/list-view.ts';
import type { ListQuery, Reads, RowsQuery, Statement } from './define.ts';

type RowImage = Readonly<Record<string, unknown>>;

export type PreparedRows = {
  readonly kind: 'rows';
  /** Equal for equal queries with equal arguments. */
  readonly identity: string;
  readonly statement: Statement;
  readonly affects: (table: SyncedTableName, row: RowImage) => boolean;
};

export type PreparedList = {
  readonly kind: 'list';
  readonly identity: string;
  readonly list: CompiledList;
  readonly columns: Readonly<Record<string, string>>;
};

type Common = { readonly name: string; readonly reads: Reads };

/** `prepare` throws `invalid_input` for arguments that do not parse. */
export type RegisteredQuery =
  | (Common & {
      readonly kind: 'rows';
      readonly entity: SyncedTableName | null;
      readonly prepare: (args: unknown) => PreparedRows;
    })
  | (Common & {
      readonly kind: 'list';
      readonly entity: SyncedTableName;
      readonly prepare: (args: unknown) => PreparedList;
    });

export type QueryRegistry = { readonly queryByName: (name: string) => RegisteredQuery | undefined };

export function registerRows<Name extends string, Args>(query: RowsQuery<Name, Args>): RegisteredQuery {
  const { name, reads, entity } = query;
  return {
    kind: 'rows',
    name,
    reads,
    entity,
    prepare: (raw) => {
      const args = parseArgs(name, query.args, raw);
      return {
        kind: 'rows',
        identity: identityOf(name, args),
        statement: query.statement(args),
        affects: (table, row) => query.affects?.(args, table, row) ?? true,
      };
    },
  };
}

export function registerList<Name extends string, Args extends { readonly view: ListView }>(
  query: ListQuery<Name, Args>,
): RegisteredQuery {
  const { name, reads, entity, columns } = query;
  return {
    kind: 'list',
    name,
    reads,
    entity,
    prepare: (raw) => {
      const args = parseArgs(name, query.args, raw);
      return { kind: 'list', identity: identityOf(name, args), list: compileList(query, args), columns };
    },
  };
}

/** Throws `bug` when two queries have one name. */
export function createQueryRegistry(queries: readonly RegisteredQuery[]): QueryRegistry {
  const byName = new Map(queries.map((query) => [query.name, query]));
  if (byName.size !== queries.length) throw new AppError('bug', 'two queries have the same name');
  return { queryByName: (name) => byName.get(name) };
}

function parseArgs<Args>(name: string, schema: z.ZodType<Args>, raw: unknown): Args {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', `${name}: ${parsed.error.message}`, {
    hint: 'This view cannot be shown: its filters are not valid. Reset them and try again.',
    details: { issues: parsed.error.issues.slice(0, 10).map(({ path, message }) => ({ path, message })) },
  });
}

function identityOf(name: string, args: unknown): string {
  return `${name} ${JSON.stringify(args)}`;
}
