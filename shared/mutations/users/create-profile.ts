import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { idArgument } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree } from '../existing.ts';
import { isAdmin } from '../permitted.ts';
import { userFacts } from './user-fields.ts';

/** Adds a person as everybody sees them. Their credentials are made by the server elsewhere. */
export const createProfile = defineMutation({
  name: 'users/create-profile',
  version: 1,
  args: z.object({
    id: idArgument,
    name: userFacts.name,
    email: userFacts.email,
    role: userFacts.role,
    time_zone: userFacts.time_zone.default('UTC'),
  }),
  scope: () => null,
  permission: isAdmin,
  apply: async (store, args) => {
    await assertIdsFree(store, 'users', [args.id]);
    const [same] = await store.findBy('users', 'email', [args.email]);
    if (same) {
      throw new AppError('already_exists', 'e-mail in use', {
        hint: `${args.email} has an account already.`,
      });
    }
    await store.insert('users', [args]);
    return {
      entityType: 'user',
      entityId: args.id,
      summary: `Added ${args.name} as ${roleWords(args.role)}`,
    };
  },
});

function roleWords(role: string): string {
  return role.replaceAll('_', ' ');
}
