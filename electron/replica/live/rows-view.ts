/** A live query that is small and whole: re-run when something it reads changed, told as a difference. */
import type { PreparedRows, RegisteredQuery } from '../../../shared/queries/registered.ts';
import type { Sql } from '../store/database.ts';
import { concerns } from './concerns.ts';
import type { ShownRow, Subscriber } from './subscriber.ts';
import { shownRow } from './subscriber.ts';
import type { View, ViewContext } from './view.ts';

export function createRowsView(
  query: Extract<RegisteredQuery, { kind: 'rows' }>,
  prepared: PreparedRows,
  context: ViewContext,
): View {
  const subscribers = new Set<Subscriber>();
  const { entity } = query;
  let rows: ReadonlyMap<string, ShownRow> | null = null;
  let stale = true;

  const rerun = async (sql: Sql): Promise<ReadonlyMap<string, ShownRow>> => {
    const next = new Map<string, ShownRow>();
    for (const { key, row } of await runRows(sql, prepared)) {
      const fresh = shownRow(key, row, context.badges.stateOf(entity, key));
      const known = rows?.get(key);
      next.set(key, known?.text === fresh.text && known.sync === fresh.sync ? known : fresh);
    }
    return next;
  };
  const rebadged = (present: ReadonlyMap<string, ShownRow>): ReadonlyMap<string, ShownRow> =>
    new Map(
      [...present].map(([key, row]) => {
        const sync = context.badges.stateOf(entity, key);
        return [key, sync === row.sync ? row : { ...row, sync }];
      }),
    );
  return {
    subscribers,
    note: (changes) => {
      if (concerns(changes, query.reads, prepared.affects)) stale = true;
      const { badges } = changes;
      const badged =
        entity !== null &&
        (badges === 'all' || [...(rows?.keys() ?? [])].some((key) => badges.has(`${entity}/${key}`)));
      return stale || badged;
    },
    flush: async (sql) => {
      const shown = stale || !rows ? await rerun(sql) : rebadged(rows);
      rows = shown;
      stale = false;
      const order = [...shown.keys()];
      for (const subscriber of subscribers) {
        subscriber.show({ total: order.length, offset: 0, order, rows: shown }, context.asOf());
      }
    },
    prepare: async () => {},
    needsPreparation: () => false,
    keys: async (sql) => (await runRows(sql, prepared)).map(({ key }) => key),
  };
}

/** Rows of a rows query; `key` is text whatever the statement selects. */
export async function runRows(
  sql: Sql,
  { statement }: PreparedRows,
): Promise<readonly { readonly key: string; readonly row: Readonly<Record<string, unknown>> }[]> {
  const rows = await sql.query(statement.text, statement.params);
  return rows.map(({ key, ...row }) => ({ key: String(key), row }));
}
