/**
 * How each kind of mutation is taken back: by ordinary mutations, with the same guarantees as any other. Every kind a
 * person can make has its entry (a test holds them against the registry).
 */
import { CLIENT_UNDO } from './of-clients.ts';
import { LEAD_UNDO } from './of-leads.ts';
import { WORK_UNDO } from './of-work.ts';
import type { DoneMutation } from './done.ts';
import type { Present, UndoKind, UndoPlan } from './plan.ts';
import { noWay } from './plan.ts';

const KINDS: Readonly<Record<string, UndoKind>> = { ...LEAD_UNDO, ...CLIENT_UNDO, ...WORK_UNDO };

/** Undefined for what no person makes. */
export function undoKindOf(name: string): UndoKind | undefined {
  return KINDS[name];
}

/**
 * What takes a mutation back. With `present`, what was changed since stays as it is; what nobody here knows of yet is for
 * the server and the merge policies to decide.
 */
export function planUndo(done: DoneMutation, present?: Present): UndoPlan {
  const kind = undoKindOf(done.name);
  if (kind?.kind === 'inverse') return kind.inverse(done, present);
  return noWay(kind?.kind === 'never' ? kind.reason : 'This cannot be taken back.');
}
