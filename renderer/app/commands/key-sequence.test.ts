import { expect, test } from 'vitest';

import type { KeyPress } from '../../lib/shortcut.ts';
import type { Command } from './command.ts';
import { resolveKeys } from './key-sequence.ts';

const context = { isMac: false, singleKeys: true, inInput: false };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

function command(id: string, shortcut: string, more: Partial<Command> = {}): Command {
  return { id, title: id, group: 'Test', shortcut, run: () => undefined, ...more };
}

const goClients = command('go.clients', 'g c');
const create = command('create', 'c');
const palette = command('palette', 'mod+k', { inInputs: true });

test('the first key of a sequence waits for the next', () => {
  const outcome = resolveKeys([], press('g'), [goClients, create], context);
  expect(outcome).toMatchObject({ kind: 'pending', presses: [{ key: 'g' }] });
});

test('a sequence under way wins over the single key that ends it', () => {
  const outcome = resolveKeys([press('g')], press('c'), [goClients, create], context);
  expect(outcome).toEqual({ kind: 'run', command: goClients });
});

test('a key that does not go on with the sequence counts by itself', () => {
  expect(resolveKeys([press('g')], press('c'), [command('go.x', 'g x'), create], context)).toEqual({
    kind: 'run',
    command: create,
  });
});

test('of two commands on one key the one registered later runs', () => {
  const first = command('panel.close', 'escape');
  const second = command('selection.clear', 'escape');
  expect(resolveKeys([], press('Escape'), [first, second], context)).toEqual({
    kind: 'run',
    command: second,
  });
});

test('a command that cannot be done now leaves its key to another', () => {
  const blocked = command('blocked', 'x', { when: () => false });
  const free = command('free', 'x');
  expect(resolveKeys([], press('x'), [free, blocked], context)).toEqual({ kind: 'run', command: free });
});

test('in a text field only commands meant for it fire', () => {
  const inInput = { ...context, inInput: true };
  expect(resolveKeys([], press('c'), [create, palette], inInput)).toEqual({ kind: 'none' });
  expect(resolveKeys([], press('k', { ctrlKey: true }), [create, palette], inInput)).toEqual({
    kind: 'run',
    command: palette,
  });
});

test('single letters can be turned off; chords stay', () => {
  const off = { ...context, singleKeys: false };
  expect(resolveKeys([], press('g'), [goClients], off)).toEqual({ kind: 'none' });
  expect(resolveKeys([], press('k', { ctrlKey: true }), [palette], off).kind).toBe('run');
});

test('alternatives run the same command', () => {
  const edit = command('edit', 'e', { alternatives: ['f2'] });
  expect(resolveKeys([], press('F2'), [edit], context)).toEqual({ kind: 'run', command: edit });
});
