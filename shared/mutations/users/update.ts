import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { idArgument, patchOf } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { existingRows } from '../existing.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { isAdmin } from '../permitted.ts';
import { changeSentence } from '../sentences.ts';
import type { MutationStore } from '../store.ts';
import { OWN_FIELDS, userFacts } from './user-fields.ts';

/** Changes a person's profile, role or whether they may work at all. People change their own name and time zone. */
export const updateUser = defineMutation({
  name: 'users/update',
  version: 1,
  args: z.object({ id: idArgument, patch: patchOf(userFacts) }),
  scope: () => null,
  permission: (actor, args) =>
    isAdmin(actor) ||
    (args.id === actor.userId && Object.keys(args.patch).every((field) => OWN_FIELDS.has(field))),
  apply: async (store, args, context) => {
    const [person] = await existingRows(store, 'users', [args.id], context);
    const loses = args.patch.active === false || (args.patch.role ?? 'admin') !== 'admin';
    if (person?.role === 'admin' && person.active && loses) await assertAnotherAdmin(store, person.id);
    if (args.patch.email !== undefined) await assertEmailFree(store, args.patch.email, args.id);
    await applyFieldPatches(store, 'users', [{ id: args.id, ...args.patch }], context);
    return {
      entityType: 'user',
      entityId: args.id,
      summary: changeSentence(person?.name ?? 'a person', [args.patch]),
    };
  },
});

async function assertAnotherAdmin(store: MutationStore, id: string): Promise<void> {
  const admins = await store.findBy('users', 'role', ['admin'], { active: true });
  if (admins.some((admin) => admin.id !== id)) return;
  throw new AppError('precondition_failed', 'the last admin', {
    hint: 'This is the only admin. Make someone else an admin first.',
  });
}

async function assertEmailFree(store: MutationStore, email: string, id: string): Promise<void> {
  const [same] = await store.findBy('users', 'email', [email]);
  if (same && same.id !== id) {
    throw new AppError('already_exists', 'e-mail in use', { hint: `${email} has an account already.` });
  }
}
