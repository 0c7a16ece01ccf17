import { AppError } from '../../kernel/app-error.ts';
import type { Row } from '../../schema/registry.ts';
import type { Actor } from '../define.ts';
import { isAdmin } from '../permitted.ts';

/** A note has a person as its author. Throws `forbidden` for the server's own jobs. */
export function authorOf(actor: Actor): string {
  if (actor.userId !== null) return actor.userId;
  throw new AppError('forbidden', 'the system writes no notes', {
    hint: 'A note needs a person as its author.',
  });
}

/** People change their own notes, admins everybody's. Throws `forbidden`. */
export function assertOwnNotes(actor: Actor, notes: readonly Row<'notes'>[]): void {
  if (isAdmin(actor) || notes.every((note) => note.author_id === actor.userId)) return;
  throw new AppError('forbidden', 'note of another person', {
    hint: 'This note was written by someone else. Only they or an admin can change it.',
  });
}
