/**
 * Live queries: named, shared between subscribers that ask the same, and brought up to date from what transactions
 * really changed.
 */
import { AppError } from '../../../shared/kernel/app-error.ts';
import { refusalFromSql } from '../../../shared/mutations/sql-errors.ts';
import type { QueryRegistry, RegisteredQuery } from '../../../shared/queries/registered.ts';
import type { ChangeSet } from '../store/change-log.ts';
import type { Database, Sql } from '../store/database.ts';
import { replicaError } from '../store/failures.ts';
import type { Badges } from './badges.ts';
import { createFlushSchedule } from './flush-schedule.ts';
import { createFlushReads } from './list-statements.ts';
import { createListView } from './list-view.ts';
import { readOnce } from './read-once.ts';
import { createRowsView } from './rows-view.ts';
import type { LiveSink, Subscriber, Window } from './subscriber.ts';
import { createSubscriber } from './subscriber.ts';
import type { View } from './view.ts';

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

/** The running views, and which of them have something to tell. */
type Views = {
  readonly byIdentity: Map<string, View>;
  readonly dirty: Set<View>;
  conflictsChanged: boolean;
  preparing: boolean;
};

export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { database, queries, now, delay } = options;
  const views: Views = {
    byIdentity: new Map(),
    dirty: new Set(),
    conflictsChanged: true,
    preparing: false,
  };
  const schedule = createFlushSchedule({
    now,
    delay,
    isDue: () => isDue(views),
    flush: () => flushAll(views, options),
    afterwards: () => prepareNext(views, options, () => schedule.request(false)),
  });
  const viewOf = (name: string, args: unknown) => {
    const { identity, create } = prepareView(queryNamed(queries, name), args, options);
    return { identity, view: views.byIdentity.get(identity) ?? create() };
  };
  return {
    watch: ({ query, args, window }, sink) => {
      const { identity, view } = viewOf(query, args);
      views.byIdentity.set(identity, view);
      return attach(views, identity, view, createSubscriber(sink, window ?? null), () =>
        schedule.request(true),
      );
    },
    publish: (changes, urgent) => {
      if (changes.tables.has('conflicts')) views.conflictsChanged = true;
      for (const view of views.byIdentity.values()) if (view.note(changes)) views.dirty.add(view);
      if (isDue(views)) schedule.request(urgent);
    },
    keys: async (name, args) => {
      const { view } = viewOf(name, args);
      return database.read('read', (sql) => view.keys(sql));
    },
    read: async (name, args) => {
      const query = queryNamed(queries, name);
      return database.read('read', (sql) => readOnce(sql, query, args));
    },
    settled: async () => {
      while (schedule.running() || schedule.isWaiting() || isDue(views) || isPreparing(views)) {
        await (schedule.running() ?? new Promise<void>((resolve) => delay(resolve, 1)));
      }
    },
  };
}

function isDue(views: Views): boolean {
  return views.dirty.size > 0 || (views.conflictsChanged && views.byIdentity.size > 0);
}

function isPreparing(views: Views): boolean {
  return views.preparing || [...views.byIdentity.values()].some((view) => view.needsPreparation());
}

async function flushAll(views: Views, options: LiveHubOptions): Promise<number> {
  let started = options.now();
  try {
    await options.database.read('read', async (sql) => {
      started = options.now();
      await rereadConflicts(sql, views, options.badges);
      const reads = createFlushReads(sql);
      for (const [identity, view] of views.byIdentity) {
        if (!views.dirty.delete(view)) continue;
        await view.flush(sql, reads).catch((cause: unknown) => fail(views, options, identity, view, cause));
      }
    });
  } catch {
    // Told by the database itself. What is left to tell is told with the next change, or by the next process.
    views.dirty.clear();
    views.conflictsChanged = false;
  }
  return options.now() - started;
}

async function rereadConflicts(sql: Sql, views: Views, badges: Badges): Promise<void> {
  if (!views.conflictsChanged) return;
  views.conflictsChanged = false;
  const changed = await badges.reread(sql);
  if (changed.size === 0) return;
  for (const view of views.byIdentity.values()) {
    if (view.note({ tables: new Map(), badges: changed })) views.dirty.add(view);
  }
}

/** Sorts one list that has no order yet, behind whatever is more urgent. */
function prepareNext(views: Views, options: LiveHubOptions, done: () => void): void {
  const next = [...views.byIdentity].find(([, view]) => view.needsPreparation());
  if (!next || views.preparing) return;
  const [identity, view] = next;
  views.preparing = true;
  options.database
    .read('sync', (sql) => view.prepare(sql))
    .catch((cause: unknown) => fail(views, options, identity, view, cause))
    .finally(() => {
      views.preparing = false;
      if (view.subscribers.size > 0) views.dirty.add(view);
      done();
    });
}

/** Ends a view whose statement fails, with a reason for everyone who watches it. */
function fail(views: Views, { report }: LiveHubOptions, identity: string, view: View, cause: unknown): void {
  const error = refusalFromSql(AppError.from(cause).cause ?? cause) ?? replicaError(cause);
  if (error.code !== 'invalid_input') report(error);
  views.byIdentity.delete(identity);
  views.dirty.delete(view);
  for (const subscriber of view.subscribers) subscriber.fail({ kind: 'failed', error: error.toWire() });
  view.subscribers.clear();
}

function attach(
  views: Views,
  identity: string,
  view: View,
  subscriber: Subscriber,
  request: () => void,
): LiveHandle {
  const update = (): void => {
    if (!view.subscribers.has(subscriber)) return;
    views.dirty.add(view);
    request();
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
      if (view.subscribers.size > 0) return;
      views.dirty.delete(view);
      if (views.byIdentity.get(identity) === view) views.byIdentity.delete(identity);
    },
  };
}

function queryNamed(queries: QueryRegistry, name: string): RegisteredQuery {
  const query = queries.queryByName(name);
  if (!query) throw new AppError('not_found', `no query is named ${name}`);
  return query;
}

function prepareView(
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
