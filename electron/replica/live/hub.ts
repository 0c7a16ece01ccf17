/**
 * Live queries: named, shared between subscribers that ask the same, and brought up to date from what transactions
 * really changed. A person's own change is told at once; the server's news at most once in FLUSH_MS, and less often
 * when telling costs more than that.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { QueryRegistry, RegisteredQuery } from '../../../shared/queries/registered.ts';
import { refusalFromSql } from '../../../shared/mutations/sql-errors.ts';
import type { ChangeSet } from '../store/change-log.ts';
import type { Database, Sql } from '../store/database.ts';
import { replicaError } from '../store/failures.ts';
import type { Badges } from './badges.ts';
import { createListView } from './list-view.ts';
import { createRowsView, runRows } from './rows-view.ts';
import { createRowReader, rowsByKey } from './list-statements.ts';
import type { LiveSink, Subscriber, Window } from './subscriber.ts';
import { createSubscriber } from './subscriber.ts';
import type { View } from './view.ts';

const FLUSH_MS = 16;

export type LiveHub = {
  readonly watch: (
    request: { readonly query: string; readonly args: unknown; readonly window?: Window | undefined },
    sink: LiveSink,
  ) => LiveHandle;
  /** Tells running queries what a committed transaction changed. */
  readonly publish: (changes: ChangeSet, urgent: boolean) => void;
  readonly keys: (query: string, args: unknown) => Promise<readonly string[]>;
  readonly read: (query: string, args: unknown) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Resolved when nothing is left to tell. For tests and measurements. */
  readonly settled: () => Promise<void>;
};

export type LiveHandle = {
  readonly move: (window: Window) => void;
  /** The sink is ready again. */
  readonly resume: () => void;
  readonly close: () => void;
};

export type LiveHubOptions = {
  readonly database: Pick<Database, 'read'>;
  readonly queries: QueryRegistry;
  readonly badges: Badges;
  readonly asOf: () => string | null;
  readonly now: () => number;
  readonly delay: (run: () => void, ms: number) => void;
  /** Failures that are not the asker's fault. */
  readonly report: (error: AppError) => void;
};

export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { database, queries, badges } = options;
  const views = new Map<string, View>();
  const dirty = new Set<View>();
  let conflictsChanged = true;
  let flushing: Promise<void> | null = null;
  let waiting = false;
  let hurry = false;
  let preparing = false;
  let quietUntil = 0;

  const prepareQuery = (name: string, args: unknown) => {
    const query = queries.queryByName(name);
    if (!query) throw new AppError('not_found', `no query is named ${name}`);
    return viewOf(query, args, options);
  };
  const fail = (identity: string, view: View, cause: unknown): void => {
    const error = refusalFromSql(cause) ?? replicaError(cause);
    if (error.code !== 'invalid_input') options.report(error);
    views.delete(identity);
    dirty.delete(view);
    for (const subscriber of view.subscribers) subscriber.fail({ kind: 'failed', error: error.toWire() });
    view.subscribers.clear();
  };
  const rereadConflicts = async (sql: Sql): Promise<void> => {
    if (!conflictsChanged) return;
    conflictsChanged = false;
    const changed = await badges.reread(sql);
    if (changed.size === 0) return;
    for (const view of views.values()) if (view.note({ tables: new Map(), badges: changed })) dirty.add(view);
  };
  const flushDirty = async (sql: Sql): Promise<void> => {
    await rereadConflicts(sql);
    const rows = createRowReader(sql);
    for (const [identity, view] of views) {
      if (!dirty.delete(view)) continue;
      try {
        await view.flush(sql, rows);
      } catch (cause) {
        fail(identity, view, cause);
      }
    }
  };
  const prepareNext = (): void => {
    const next = [...views].find(([, view]) => view.needsPreparation());
    const prepare = next?.[1].prepare;
    if (!next || !prepare || preparing) return;
    const [identity, view] = next;
    preparing = true;
    database
      .read('sync', prepare)
      .catch((cause: unknown) => fail(identity, view, cause))
      .finally(() => {
        preparing = false;
        if (view.subscribers.size > 0) dirty.add(view);
        schedule(false);
      });
  };
  const flush = (): Promise<void> => {
    hurry = false;
    flushing ??= (async () => {
      let started = options.now();
      try {
        await database.read('read', async (sql) => {
          started = options.now();
          await flushDirty(sql);
        });
      } catch {
        // The database is closing; its owner knows.
      }
      const ended = options.now();
      quietUntil = ended + Math.max(FLUSH_MS, (ended - started) * 2);
      flushing = null;
      if (dirty.size > 0 || conflictsChanged) schedule(hurry);
      prepareNext();
    })();
    return flushing;
  };
  const schedule = (urgent: boolean): void => {
    const wait = quietUntil - options.now();
    if (urgent || wait <= 0) {
      if (flushing) hurry ||= urgent;
      else void flush();
      return;
    }
    if (waiting) return;
    waiting = true;
    options.delay(() => {
      waiting = false;
      if (dirty.size > 0 || conflictsChanged) void flush();
    }, wait);
  };
  const attach = (identity: string, view: View, subscriber: Subscriber): LiveHandle => {
    const update = () => {
      if (!view.subscribers.has(subscriber)) return;
      dirty.add(view);
      schedule(true);
    };
    view.subscribers.add(subscriber);
    update();
    return {
      move: (window) => {
        subscriber.setWindow(window);
        update();
      },
      resume: () => {
        if (subscriber.isBehind()) update();
      },
      close: () => {
        view.subscribers.delete(subscriber);
        if (view.subscribers.size === 0 && views.get(identity) === view) {
          views.delete(identity);
          dirty.delete(view);
        }
      },
    };
  };
  return {
    watch: ({ query, args, window }, sink) => {
      const { identity, create } = prepareQuery(query, args);
      const view = views.get(identity) ?? create();
      views.set(identity, view);
      return attach(identity, view, createSubscriber(sink, window ?? null));
    },
    publish: (changes, urgent) => {
      if (changes.tables.has('conflicts')) conflictsChanged = true;
      for (const view of views.values()) if (view.note(changes)) dirty.add(view);
      if (dirty.size > 0 || conflictsChanged) schedule(urgent);
    },
    keys: async (name, args) => {
      const { identity, create } = prepareQuery(name, args);
      const view = views.get(identity) ?? create();
      return database.read('read', (sql) => view.keys(sql));
    },
    read: (name, args) => database.read('read', (sql) => readOnce(sql, queries, name, args)),
    settled: async () => {
      while (
        flushing ||
        waiting ||
        preparing ||
        dirty.size > 0 ||
        [...views.values()].some((view) => view.needsPreparation())
      ) {
        await (flushing ?? new Promise<void>((resolve) => options.delay(resolve, 1)));
      }
    },
  };
}

function viewOf(
  query: RegisteredQuery,
  args: unknown,
  options: LiveHubOptions,
): { readonly identity: string; readonly create: () => View } {
  if (query.kind === 'rows') {
    const prepared = query.prepare(args);
    return { identity: prepared.identity, create: () => createRowsView(query, prepared, options) };
  }
  const prepared = query.prepare(args);
  return { identity: prepared.identity, create: () => createListView(query, prepared, options) };
}

async function readOnce(
  sql: Sql,
  queries: QueryRegistry,
  name: string,
  args: unknown,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const query = queries.queryByName(name);
  if (!query) throw new AppError('not_found', `no query is named ${name}`);
  if (query.kind === 'rows') {
    return (await runRows(sql, query.prepare(args))).map(({ key, row }) => ({ key, ...row }));
  }
  const prepared = query.prepare(args);
  const keys = await createListView(query, prepared, {
    badges: { stateOf: () => 'synced', reread: async () => new Set() },
    asOf: () => null,
  }).keys(sql);
  const rows = await rowsByKey(sql, { columns: prepared.columns, from: prepared.list.from }, keys);
  return keys.flatMap((key) => {
    const row = rows.get(key);
    return row ? [{ key, ...row }] : [];
  });
}
