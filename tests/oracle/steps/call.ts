import type { Random } from '../../../shared/testing/agency/random.ts';
import type { SyncedTableName } from '../../../shared/schema/registry.ts';

/** A change somebody makes. `seen`: they looked at the fields they change, and say what was there. */
export type Call = {
  readonly name: string;
  readonly args: unknown;
  readonly seen: {
    readonly table: SyncedTableName;
    readonly changes: readonly { readonly id: string; readonly patch: Readonly<Record<string, unknown>> }[];
  } | null;
};

/** Newer rows more often than old ones: that is where people work, and where devices meet. */
export function picked(random: Random, ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const from = random.chance(0.5) ? Math.max(0, ids.length - 8) : 0;
  return ids[random.int(from, ids.length - 1)] ?? null;
}

export function pickedSome(random: Random, ids: readonly string[], count: number): readonly string[] {
  const found = new Set<string>();
  for (let tries = 0; tries < count; tries += 1) {
    const id = picked(random, ids);
    if (id !== null) found.add(id);
  }
  return [...found];
}
