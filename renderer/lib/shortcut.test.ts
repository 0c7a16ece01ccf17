import { describe, expect, test } from 'vitest';

import { ariaShortcut, isSingleLetter, matchesStep, parseShortcut, shortcutCaps } from './shortcut.ts';
import type { KeyPress } from './shortcut.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('matchesStep', () => {
  test.each([
    { shortcut: 'mod+k', pressed: press('k', { ctrlKey: true }), isMac: false, fits: true },
    { shortcut: 'mod+k', pressed: press('k', { metaKey: true }), isMac: true, fits: true },
    { shortcut: 'mod+k', pressed: press('k', { ctrlKey: true }), isMac: true, fits: false },
    { shortcut: 'c', pressed: press('C', { shiftKey: true }), isMac: false, fits: false },
    { shortcut: '?', pressed: press('?', { shiftKey: true }), isMac: false, fits: true },
    {
      shortcut: 'shift+mod+e',
      pressed: press('E', { shiftKey: true, ctrlKey: true }),
      isMac: false,
      fits: true,
    },
    { shortcut: 'space', pressed: press(' '), isMac: false, fits: true },
    { shortcut: 'x', pressed: press('x', { altKey: true }), isMac: false, fits: false },
  ])('$shortcut fits $pressed.key: $fits', ({ shortcut, pressed, isMac, fits }) => {
    const [step] = parseShortcut(shortcut);
    expect(matchesStep(step!, pressed, isMac)).toBe(fits);
  });
});

test.each([
  ['c', true],
  ['g c', true],
  ['?', true],
  ['mod+k', false],
  ['space', false],
  ['escape', false],
])('%s is a single-letter shortcut: %s', (shortcut, expected) => {
  expect(isSingleLetter(shortcut)).toBe(expected);
});

test('key caps are drawn in the words of the computer', () => {
  expect(shortcutCaps('shift+mod+e', true)).toEqual([['⌘', '⇧', 'E']]);
  expect(shortcutCaps('shift+mod+e', false)).toEqual([['Ctrl', 'Shift', 'E']]);
  expect(shortcutCaps('g c', false)).toEqual([['G'], ['C']]);
});

test('a chord can be told to assistive technology, a sequence cannot', () => {
  expect(ariaShortcut('mod+k', false)).toBe('Control+k');
  expect(ariaShortcut('g c', false)).toBeUndefined();
});
