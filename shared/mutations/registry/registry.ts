import { AppError } from '../../kernel/app-error.ts';
import type { MutationRegistry, RegisteredMutation } from '../registered.ts';
import { CLIENT_MUTATIONS } from './clients.ts';
import { LEAD_MUTATIONS } from './leads.ts';
import { PEOPLE_MUTATIONS, SYSTEM_MUTATIONS } from './people.ts';
import { WORK_MUTATIONS } from './work.ts';

/** Every write there is. */
export const ALL_MUTATIONS: readonly RegisteredMutation[] = [
  ...CLIENT_MUTATIONS,
  ...LEAD_MUTATIONS,
  ...WORK_MUTATIONS,
  ...PEOPLE_MUTATIONS,
  ...SYSTEM_MUTATIONS,
];

export const MUTATIONS: MutationRegistry = createRegistry(ALL_MUTATIONS);

/** Looks a mutation up by its name; undefined for one this program does not know. */
export function mutationByName(name: string): RegisteredMutation | undefined {
  return MUTATIONS.mutationByName(name);
}

/** Throws `bug` when two mutations share a name. */
export function createRegistry(mutations: readonly RegisteredMutation[]): MutationRegistry {
  const byName = new Map(mutations.map((mutation) => [mutation.name, mutation]));
  if (byName.size !== mutations.length) throw new AppError('bug', 'two mutations share a name');
  return { mutationByName: (name) => byName.get(name) };
}
