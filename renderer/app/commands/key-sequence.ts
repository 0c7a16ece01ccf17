import { isSingleLetter, matchesStep, parseShortcut } from '../../lib/shortcut.ts';
import type { KeyPress, KeyStep } from '../../lib/shortcut.ts';
import { isAvailable } from './command.ts';
import type { Command } from './command.ts';

export type KeyContext = {
  readonly isMac: boolean;
  /** False when the person has turned single-letter shortcuts off. */
  readonly singleKeys: boolean;
  /** A text field or similar has the focus. */
  readonly inInput: boolean;
};

export type KeyOutcome =
  | { readonly kind: 'none' }
  /** The keys so far begin a sequence. */
  | { readonly kind: 'pending'; readonly presses: readonly KeyPress[] }
  | { readonly kind: 'run'; readonly command: Command };

/**
 * What a key press means, given the presses already waiting. A longer sequence under way wins over a single key:
 * after `g`, the key `c` completes `g c` and does not fire `c`.
 */
export function resolveKeys(
  pending: readonly KeyPress[],
  press: KeyPress,
  commands: readonly Command[],
  context: KeyContext,
): KeyOutcome {
  const candidates = commands
    .filter((command) => isAvailable(command))
    .flatMap((command) => shortcutsOf(command, context));
  const outcome = match([...pending, press], candidates, context.isMac);
  if (outcome.kind !== 'none' || pending.length === 0) return outcome;
  return match([press], candidates, context.isMac);
}

type Candidate = { readonly command: Command; readonly steps: readonly KeyStep[] };

function shortcutsOf(command: Command, context: KeyContext): readonly Candidate[] {
  if (context.inInput && command.inInputs !== true) return [];
  return [command.shortcut ?? '', ...(command.alternatives ?? [])]
    .filter((shortcut) => shortcut !== '' && (context.singleKeys || !isSingleLetter(shortcut)))
    .map((shortcut) => ({ command, steps: parseShortcut(shortcut) }));
}

function match(presses: readonly KeyPress[], candidates: readonly Candidate[], isMac: boolean): KeyOutcome {
  const fitting = candidates.filter(
    ({ steps }) =>
      steps.length >= presses.length &&
      presses.every((press, index) => {
        const step = steps[index];
        return step !== undefined && matchesStep(step, press, isMac);
      }),
  );
  const complete = fitting.filter(({ steps }) => steps.length === presses.length).at(-1);
  if (complete) return { kind: 'run', command: complete.command };
  return fitting.length > 0 ? { kind: 'pending', presses } : { kind: 'none' };
}
