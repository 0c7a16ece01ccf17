/** Adding people: the credential half in `identity.user`, the visible half through the `users/create-profile` mutation. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { ROLES } from '../../shared/domain/vocabulary/people.ts';
import { AppError } from '../../shared/kernel/app-error.ts';
import { isTimeZone } from '../../shared/kernel/time.ts';

export const newPersonSchema = z.object({
  email: z.email().transform((value) => value.toLowerCase()),
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  time_zone: z.string().refine(isTimeZone, 'is not a time zone such as Europe/Paris').default('UTC'),
});
export type NewPerson = z.input<typeof newPersonSchema>;

/** Runs a mutation as the server itself (sync-server/writes). */
export type RunAsSystem = (name: string, args: unknown) => Promise<unknown>;

/** Creates a person who cannot sign in yet: they need a password link. Throws `already_exists`. */
export async function createPerson(
  ports: { readonly pool: Pool; readonly runAsSystem: RunAsSystem },
  input: NewPerson,
  id: string = randomUUID(),
): Promise<{ readonly id: string }> {
  const person = newPersonSchema.parse(input);
  const added = await ports.pool.query(
    `insert into identity."user" (id, name, email, email_verified) values ($1, $2, $3, true) on conflict (email) do nothing`,
    [id, person.name, person.email],
  );
  if (added.rowCount === 0) {
    throw new AppError('already_exists', `person exists: ${person.email}`, {
      hint: `${person.email} already has an account. Send a password reset instead.`,
    });
  }
  try {
    await ports.runAsSystem('users/create-profile', { id, ...person });
  } catch (cause) {
    await ports.pool.query('delete from identity."user" where id = $1', [id]);
    throw cause;
  }
  return { id };
}

export async function findPersonByEmail(
  pool: Pool,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const { rows } = await pool.query('select id, name from identity."user" where email = $1', [
    email.toLowerCase(),
  ]);
  const [row] = rows;
  return row ? { id: row.id, name: row.name } : null;
}
