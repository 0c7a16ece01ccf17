import { listViewSchema } from '../../../shared/domain/list-view/list-view.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { z } from 'zod';
import type { LiveEvent, LiveRequest, LiveRow, LiveWindow } from '../desktop-client.ts';
import { createAsyncQueue } from './async-queue.ts';
import type { AsyncQueue } from './async-queue.ts';
import { selectRows } from './fake-lists.ts';

const argsSchema = z.object({ view: listViewSchema }).partial();

type Watcher = {
  readonly queue: AsyncQueue<LiveEvent>;
  readonly request: LiveRequest;
  window: LiveWindow;
  sent: readonly LiveRow[];
};

export type FakeLive = {
  readonly watch: (request: LiveRequest, signal: AbortSignal) => AsyncGenerator<LiveEvent, void, void>;
  readonly moveWindow: (move: LiveWindow & { readonly subscription: string }) => void;
  readonly keys: (query: string, args: unknown) => readonly string[];
  /** Replaces rows by key and tells every watcher. */
  readonly put: (query: string, rows: readonly LiveRow[]) => void;
  readonly find: (query: string, key: string) => LiveRow | undefined;
  readonly queries: () => readonly string[];
};

const EVERYTHING: LiveWindow = { offset: 0, limit: 500 };

/** Live queries over rows in memory. Unknown queries fail as the desktop's would. */
export function createFakeLive(lists: Readonly<Record<string, readonly LiveRow[]>>, asOf: string): FakeLive {
  const rowsByQuery = new Map(Object.entries(lists).map(([name, rows]) => [name, [...rows]]));
  const watchers = new Map<string, Watcher>();
  const answers = new Map<string, readonly LiveRow[]>();

  function select(query: string, args: unknown): readonly LiveRow[] {
    const rows = rowsByQuery.get(query);
    if (!rows) throw new AppError('not_found', `no query ${query}`);
    const question = JSON.stringify([query, args]);
    const known = answers.get(question);
    if (known) return known;
    const view = argsSchema.parse(args ?? {}).view;
    const answer = view ? selectRows(rows, view) : rows;
    answers.set(question, answer);
    return answer;
  }

  function snapshot(watcher: Watcher): void {
    const all = select(watcher.request.query, watcher.request.args);
    const { offset, limit } = watcher.window;
    watcher.sent = all.slice(offset, offset + limit);
    watcher.queue.push({ kind: 'snapshot', total: all.length, offset, rows: [...watcher.sent], asOf });
  }

  function diff(watcher: Watcher): void {
    const all = select(watcher.request.query, watcher.request.args);
    const { offset, limit } = watcher.window;
    const rows = all.slice(offset, offset + limit);
    const known = new Set(watcher.sent);
    watcher.sent = rows;
    watcher.queue.push({
      kind: 'diff',
      total: all.length,
      offset,
      order: rows.map((row) => row.key),
      upserts: rows.filter((row) => !known.has(row)),
    });
  }

  return {
    async *watch(request, signal) {
      const watcher: Watcher = {
        queue: createAsyncQueue(),
        request,
        window: request.window ?? EVERYTHING,
        sent: [],
      };
      watchers.set(request.subscription, watcher);
      try {
        snapshot(watcher);
        yield* watcher.queue.stream(signal);
      } finally {
        watchers.delete(request.subscription);
      }
    },
    moveWindow({ subscription, offset, limit }) {
      const watcher = watchers.get(subscription);
      if (!watcher) return;
      watcher.window = { offset, limit };
      snapshot(watcher);
    },
    keys: (query, args) => select(query, args).map((row) => row.key),
    put(query, rows) {
      answers.clear();
      const list = rowsByQuery.get(query) ?? [];
      const places = new Map(list.map((row, index) => [row.key, index]));
      for (const row of rows) {
        const place = places.get(row.key);
        if (place === undefined) list.push(row);
        else list[place] = row;
      }
      rowsByQuery.set(query, list);
      for (const watcher of watchers.values()) if (watcher.request.query === query) diff(watcher);
    },
    find: (query, key) => rowsByQuery.get(query)?.find((row) => row.key === key),
    queries: () => [...rowsByQuery.keys()],
  };
}
