/** Undo and Redo as the person meets them: the desktop does the work, this says what came of it. */
import { AppError } from '../../shared/kernel/app-error.ts';
import type { UndoResult } from '../../shared/contracts/desktop/undo.ts';
import { closeToast, showToast } from '../ui/toast.tsx';
import { announce } from './announcer.ts';
import type { DesktopClient } from './desktop-client.ts';
import { formatNoun } from './format.ts';

type UndoClient = Pick<DesktopClient, 'undo'>;

const ROWS = { one: 'row', other: 'rows' };
/** Only a bulk edit takes so long that its taking back needs a word. */
const SLOW_MS = 500;

/** Takes the newest action back, or the named one. Never throws: what went wrong is said. */
export function undoAction(client: UndoClient, group?: string): Promise<void> {
  return told('Undone', 'Not undone', client.undo.undo(target(group)), {
    label: 'Redo',
    run: () => void redoAction(client),
  });
}

/** Makes again what was taken back last. */
export function redoAction(client: UndoClient): Promise<void> {
  return told('Made again', 'Not made again', client.undo.redo({}), {
    label: 'Undo',
    run: () => void undoAction(client),
  });
}

function target(group: string | undefined): { readonly group?: string } {
  return group === undefined ? {} : { group };
}

async function told(
  done: string,
  failed: string,
  work: Promise<UndoResult>,
  action: { readonly label: string; readonly run: () => void },
): Promise<void> {
  let slow: string | null = null;
  const timer = setTimeout(() => {
    slow = showToast({ title: 'Working on it…', description: 'Many rows are being changed.' });
  }, SLOW_MS);
  try {
    const { title, left } = await work;
    showToast({ title: `${done}: ${title}`, description: leftText(left), action });
    announce(`${done}: ${title}`);
  } catch (cause) {
    showToast({ title: failed, description: AppError.from(cause).hint, tone: 'error' });
  } finally {
    clearTimeout(timer);
    if (slow !== null) closeToast(slow);
  }
}

/** What stayed as it is, or undefined when everything went back. */
export function leftText(left: number): string | undefined {
  if (left === 0) return undefined;
  const rest = left === 1 ? 'stays as it is' : 'stay as they are';
  return `${formatNoun(left, ROWS)} ${rest}: changed since, or without a way back.`;
}
