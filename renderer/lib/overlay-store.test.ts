import { expect, test } from 'vitest';

import type { LiveRow } from './desktop-client.ts';
import { createOverlayStore } from './overlay-store.ts';

const lead: LiveRow = { key: 'lead-1', row: { name: 'Ana', score: 10 }, sync: 'synced' };
const other: LiveRow = { key: 'lead-2', row: { name: 'Ben' }, sync: 'synced' };

function setUp() {
  const timers: (() => void)[] = [];
  const store = createOverlayStore((run) => timers.push(run));
  return { store, runTimers: () => timers.splice(0).forEach((run) => run()) };
}

test('a change is painted at once and only on its row', () => {
  const { store } = setUp();
  store.add([{ key: 'lead-1', fields: { score: 50 } }]);
  expect(store.view().merge(lead)).toEqual({
    key: 'lead-1',
    row: { name: 'Ana', score: 50 },
    sync: 'saving',
  });
  expect(store.view().merge(other)).toBe(other);
});

test('the painted row keeps its identity until something changes', () => {
  const { store } = setUp();
  store.add([{ key: 'lead-1', fields: { score: 50 } }]);
  const first = store.view().merge(lead);
  store.add([{ key: 'lead-2', fields: { name: 'Bea' } }]);
  expect(store.view().merge(lead)).toBe(first);
});

test('a failed change leaves the row as it was', () => {
  const { store } = setUp();
  const id = store.add([{ key: 'lead-1', fields: { score: 50 } }]);
  store.drop(id);
  expect(store.view().merge(lead)).toBe(lead);
});

test('a stored change goes when its live row arrives', () => {
  const { store } = setUp();
  const id = store.add([{ key: 'lead-1', fields: { score: 50 } }]);
  store.settle(id);
  expect(store.view().merge(lead).sync).toBe('saved_here');
  const arrived: LiveRow = { ...lead, row: { name: 'Ana', score: 50 }, sync: 'saved_here' };
  store.noteRows([arrived]);
  expect(store.view().merge(arrived)).toBe(arrived);
});

test('a live row that came before the answer ends the change with the answer', () => {
  const { store } = setUp();
  const id = store.add([{ key: 'lead-1', fields: { score: 50 } }]);
  store.noteRows([lead]);
  expect(store.view().merge(lead).sync).toBe('saving');
  store.settle(id);
  expect(store.view().merge(lead)).toBe(lead);
});

test('a stored change whose row is nowhere on screen goes by itself', () => {
  const { store, runTimers } = setUp();
  store.settle(store.add([{ key: 'lead-1', fields: { score: 50 } }]));
  runTimers();
  expect(store.view().merge(lead)).toBe(lead);
});

test('of two changes to one row the later shows, and dropping it shows the earlier', () => {
  const { store } = setUp();
  store.add([{ key: 'lead-1', fields: { score: 50, name: 'Anna' } }]);
  const second = store.add([{ key: 'lead-1', fields: { score: 60 } }]);
  expect(store.view().merge(lead).row).toEqual({ name: 'Anna', score: 60 });
  store.drop(second);
  expect(store.view().merge(lead).row).toEqual({ name: 'Anna', score: 50 });
});

test('listeners hear of changes and not of rows that concern nothing', () => {
  const { store } = setUp();
  let heard = 0;
  store.subscribe(() => {
    heard += 1;
  });
  store.noteRows([lead]);
  const before = store.view();
  store.add([{ key: 'lead-1', fields: {} }]);
  expect(heard).toBe(1);
  expect(store.view()).not.toBe(before);
});
