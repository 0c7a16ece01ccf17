import { useEffect, useRef, useState } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';

import { IS_MAC } from '../../lib/platform.ts';
import type { KeyPress } from '../../lib/shortcut.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { resolveKeys } from './key-sequence.ts';
import { commands } from './registry.ts';
import { runCommand } from './run-command.ts';

/** How long a begun sequence waits for its next key. */
const SEQUENCE_MS = 1_200;
const MODIFIER_KEYS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead']);
const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const OPEN_LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const ACTIVATABLE =
  'button, a[href], summary, [role="button"], [role="tab"], [role="checkbox"], [role="switch"], [role="radio"], [role="columnheader"]';

/** Listens to the keyboard for the whole window and runs commands. Shows a sequence while it waits. */
export function Hotkeys() {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const pending = useRef<readonly KeyPress[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [waiting, setWaiting] = useState('');

  function wait(presses: readonly KeyPress[]): void {
    clearTimeout(timer.current);
    pending.current = presses;
    setWaiting(presses.map((press) => press.key).join(' '));
    if (presses.length > 0) timer.current = setTimeout(() => wait([]), SEQUENCE_MS);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  useHotkeys(
    '*',
    (event) => {
      if (event.defaultPrevented || event.isComposing || MODIFIER_KEYS.has(event.key)) return;
      const target = event.target instanceof Element ? event.target : null;
      if ((event.key === ' ' || event.key === 'Enter') && target?.closest(ACTIVATABLE)) return;
      const inInput = target?.closest(TYPING) != null || target?.closest(OPEN_LAYER) != null;
      const context = { isMac: IS_MAC, singleKeys, inInput };
      const outcome = resolveKeys(pending.current, event, commands.list(), context);
      wait(outcome.kind === 'pending' ? outcome.presses : []);
      if (outcome.kind === 'none') return;
      event.preventDefault();
      if (outcome.kind === 'run') runCommand(outcome.command);
    },
    { enableOnFormTags: true, enableOnContentEditable: true },
  );

  if (waiting === '') return null;
  return (
    <div
      aria-hidden
      className="fixed bottom-9 left-1/2 z-50 flex -translate-x-1/2 items-center gap-2 rounded-control bg-text px-3 py-1.5 text-xs text-bg shadow-floating"
    >
      <Kbd keys={waiting} tone="inverse" /> then…
    </div>
  );
}
