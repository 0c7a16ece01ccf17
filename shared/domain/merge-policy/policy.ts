/**
 * What happens when two people wrote the same field, decided on arrival at the server.
 * - `last-write`: the later arrival wins.
 * - `merge-set`: additions and removals of both are kept (labels).
 * - `merge-counter`: differences of both are added up.
 * - `transition`: the new status must be reachable from the present one, whoever set it.
 * - `ask`: the earlier value stays, the later one is kept beside it until a person chooses.
 * - `server`: no person writes it; mutations and the server's own jobs compute it.
 */
export type MergePolicy = 'last-write' | 'merge-set' | 'merge-counter' | 'transition' | 'ask' | 'server';

export type FieldPolicies<Field extends string> = Readonly<Record<Field, MergePolicy>>;
