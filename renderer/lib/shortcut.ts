/**
 * Shortcuts are written once, as text: steps of a sequence separated by spaces, keys of a chord by `+`.
 * `mod` is Command on macOS and Control elsewhere. Examples: `mod+k`, `g c`, `mod+shift+e`, `?`.
 */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

const MODIFIERS = ['mod', 'ctrl', 'meta', 'alt', 'shift'] as const;
type Modifier = (typeof MODIFIERS)[number];

export type KeyStep = { readonly key: string; readonly modifiers: ReadonlySet<Modifier> };

const NAMED_KEYS: Readonly<Record<string, string>> = {
  ' ': 'space',
  esc: 'escape',
  return: 'enter',
  del: 'delete',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  space: 'Space',
  escape: 'Esc',
  enter: 'Enter',
  delete: 'Del',
  backspace: '⌫',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

const MAC_MODIFIERS: Readonly<Record<Modifier, string>> = {
  mod: '⌘',
  ctrl: '⌃',
  meta: '⌘',
  alt: '⌥',
  shift: '⇧',
};
const OTHER_MODIFIERS: Readonly<Record<Modifier, string>> = {
  mod: 'Ctrl',
  ctrl: 'Ctrl',
  meta: 'Win',
  alt: 'Alt',
  shift: 'Shift',
};

/** Splits a shortcut into its steps. `+` alone is a key. */
export function parseShortcut(shortcut: string): readonly KeyStep[] {
  return shortcut
    .trim()
    .split(/\s+/)
    .filter((step) => step !== '')
    .map(parseStep);
}

function parseStep(step: string): KeyStep {
  const parts = step === '+' ? ['+'] : step.toLowerCase().split('+');
  const modifiers = new Set(MODIFIERS.filter((modifier) => parts.slice(0, -1).includes(modifier)));
  const key = parts.at(-1) ?? '';
  return { key: NAMED_KEYS[key] ?? key, modifiers };
}

/** Whether a pressed key is this step. Shift is ignored for signs such as `?`, which need it on some keyboards. */
export function matchesStep(step: KeyStep, press: KeyPress, isMac: boolean): boolean {
  const key = press.key.toLowerCase();
  if ((NAMED_KEYS[key] ?? key) !== step.key) return false;
  const wantsMeta = step.modifiers.has('meta') || (isMac && step.modifiers.has('mod'));
  const wantsCtrl = step.modifiers.has('ctrl') || (!isMac && step.modifiers.has('mod'));
  if (press.metaKey !== wantsMeta || press.ctrlKey !== wantsCtrl) return false;
  if (press.altKey !== step.modifiers.has('alt')) return false;
  return isSign(step.key) || press.shiftKey === step.modifiers.has('shift');
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/i.test(key);
}

/** Whether the shortcut is one unmodified printable key, which WCAG 2.1.4 lets people turn off. */
export function isSingleLetter(shortcut: string): boolean {
  const steps = parseShortcut(shortcut);
  return steps.every((step) => step.key.length === 1 && step.modifiers.size === 0);
}

/** The caps to draw: one inner list per step, e.g. `[['⌘', 'K']]` or `[['G'], ['C']]`. */
export function shortcutCaps(shortcut: string, isMac: boolean): readonly (readonly string[])[] {
  const names = isMac ? MAC_MODIFIERS : OTHER_MODIFIERS;
  return parseShortcut(shortcut).map((step) => [
    ...MODIFIERS.filter((modifier) => step.modifiers.has(modifier)).map((modifier) => names[modifier]),
    SYMBOLS[step.key] ?? step.key.toUpperCase(),
  ]);
}

/** The value for `aria-keyshortcuts`; empty for sequences, which that attribute cannot express. */
export function ariaShortcut(shortcut: string, isMac: boolean): string | undefined {
  const steps = parseShortcut(shortcut);
  const step = steps[0];
  if (!step || steps.length > 1) return undefined;
  const names: Readonly<Record<Modifier, string>> = {
    mod: isMac ? 'Meta' : 'Control',
    ctrl: 'Control',
    meta: 'Meta',
    alt: 'Alt',
    shift: 'Shift',
  };
  return [...MODIFIERS.filter((one) => step.modifiers.has(one)).map((one) => names[one]), step.key].join('+');
}
