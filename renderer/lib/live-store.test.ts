import { expect, test } from 'vitest';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { LiveRow, LiveWindow } from './desktop-client.ts';
import { createLiveStore } from './live-store.ts';
import type { LiveStore } from './live-store.ts';
import { createFakeLive } from './testing/fake-live.ts';
import { sampleLeads } from './testing/sample-leads.ts';

const AS_OF = '2026-11-24T14:02:00.000Z';
const view = { filters: [], sort: [], search: '' };
const list = { query: 'leads', args: { view }, window: { offset: 0, limit: 50 }, keepPrevious: true };

function setUp(rows = 1_000) {
  const live = createFakeLive({ leads: sampleLeads(rows) }, AS_OF);
  const noted: LiveRow[][] = [];
  const moves: LiveWindow[] = [];
  let ids = 0;
  let breaks = 0;
  const store = createLiveStore({
    live: {
      watch: async (request, call) => {
        if (breaks > 0) {
          breaks -= 1;
          throw new AppError('offline', 'connection lost');
        }
        return live.watch(request, call?.signal ?? new AbortController().signal);
      },
      moveWindow: async (move) => {
        moves.push(move);
        live.moveWindow(move);
      },
    },
    overlay: { noteRows: (upserts) => noted.push([...upserts]) },
    newId: () => `s${(ids += 1)}`,
  });
  return { live, store, noted, moves, breakNext: (times: number) => (breaks = times) };
}

function until(store: LiveStore, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

function ready(store: LiveStore) {
  const { state } = store.getSnapshot();
  return state.status === 'ready' ? state : null;
}

test('rows arrive with the total and how fresh they are', async () => {
  const { store } = setUp();
  expect(store.getSnapshot().state.status).toBe('loading');
  const close = store.open(list);
  await until(store, () => ready(store) !== null);
  expect(ready(store)).toMatchObject({ total: 1_000, offset: 0, asOf: AS_OF });
  expect(ready(store)?.rows).toHaveLength(50);
  close();
});

test('a change arrives as a diff, leaves other rows as they are and is told to the overlay', async () => {
  const { store, live, noted } = setUp();
  const close = store.open(list);
  await until(store, () => ready(store) !== null);
  const before = ready(store)?.rows;
  live.put('leads', [{ ...before![3]!, sync: 'waiting' }]);
  await until(store, () => ready(store)?.rows[3]?.sync === 'waiting');
  expect(ready(store)?.rows[4]).toBe(before![4]);
  expect(noted.flat().map((row) => row.key)).toEqual([before![3]!.key]);
  close();
});

test('the window follows what is visible, and stays while it suffices', async () => {
  const { store, moves } = setUp();
  const close = store.open({ ...list, window: { offset: 0, limit: 200 } });
  await until(store, () => ready(store) !== null);
  store.show({ offset: 10, limit: 30 });
  expect(moves).toEqual([]);
  store.show({ offset: 600, limit: 30 });
  await until(store, () => (ready(store)?.offset ?? 0) > 0);
  expect(moves).toHaveLength(1);
  expect(ready(store)?.offset).toBeLessThanOrEqual(600);
  close();
});

test('rows of the question before stay until the new answer comes', async () => {
  const { store } = setUp();
  store.open(list)();
  const close = store.open(list);
  await until(store, () => ready(store) !== null);
  close();
  const closeNext = store.open({ ...list, args: { view: { ...view, search: 'contact7@' } } });
  expect(store.getSnapshot()).toMatchObject({ refreshing: true, state: { status: 'ready', total: 1_000 } });
  await until(store, () => ready(store)?.total === 1);
  expect(store.getSnapshot().refreshing).toBe(false);
  closeNext();
});

test('a question about something else shows nothing of the one before', async () => {
  const { store } = setUp();
  const close = store.open(list);
  await until(store, () => ready(store) !== null);
  close();
  const closeNext = store.open({ ...list, keepPrevious: false });
  expect(store.getSnapshot().state.status).toBe('loading');
  closeNext();
});

test('a lost connection is not a failure: the question is asked again', async () => {
  const { store, breakNext } = setUp();
  breakNext(2);
  const close = store.open(list);
  await until(store, () => ready(store) !== null);
  expect(ready(store)?.total).toBe(1_000);
  close();
});

test('an error of the desktop is shown', async () => {
  const { store } = setUp();
  const close = store.open({ ...list, query: 'unknown' });
  await until(store, () => store.getSnapshot().state.status === 'failed');
  expect(store.getSnapshot().state).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  close();
});
