import { beforeEach, expect, test } from 'vitest';

import { useUndo } from './undo-store.ts';

beforeEach(() => useUndo.setState({ entries: [] }));

function entry(title: string, log: string[]) {
  return { title, undo: () => void log.push(title) };
}

test('the last action is taken back first', () => {
  const log: string[] = [];
  useUndo.getState().push(entry('first', log));
  useUndo.getState().push(entry('second', log));
  expect(useUndo.getState().undo()?.title).toBe('second');
  expect(useUndo.getState().undo()?.title).toBe('first');
  expect(useUndo.getState().undo()).toBeUndefined();
  expect(log).toEqual(['second', 'first']);
});

test('an action is taken back once, also from its message', () => {
  const log: string[] = [];
  const first = entry('first', log);
  useUndo.getState().push(first);
  useUndo.getState().push(entry('second', log));
  useUndo.getState().undo(first);
  useUndo.getState().undo(first);
  expect(log).toEqual(['first']);
});

test('fifty actions are kept', () => {
  for (let index = 0; index < 60; index += 1) useUndo.getState().push(entry(String(index), []));
  expect(useUndo.getState().entries).toHaveLength(50);
  expect(useUndo.getState().entries[0]?.title).toBe('10');
});
