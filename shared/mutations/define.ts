import type { z } from 'zod';
import type { Role } from '../domain/vocabulary/people.ts';
import type { IsoInstant } from '../kernel/time.ts';
import type { MutableTableName } from '../schema/registry.ts';
import type { MutationStore } from './store.ts';

/** Who writes. `clientIds` is 'all' for people and jobs that may touch every client. */
export type Actor = {
  readonly kind: 'person' | 'system';
  readonly userId: string | null;
  readonly role: Role;
  readonly clientIds: 'all' | ReadonlySet<string>;
};

/** What the person saw when they wrote: row id → field → value. Missing means "no expectation". */
export type Expected = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where a mutation runs: a device for the optimistic result, the server for the authoritative one. */
export type Side = 'device' | 'server';

export type MutationContext = {
  readonly mutationId: string;
  /** The client whose rows it writes, or null for agency-wide rows. */
  readonly scope: string | null;
  readonly actor: Actor;
  readonly deviceId: string | null;
  /** The runner's clock: the device's for the optimistic result, the server's for the authoritative one. */
  readonly now: IsoInstant;
  readonly side: Side;
  readonly expected: Expected;
  /** The n-th id derived from the mutation's: the same on both sides. */
  readonly derivedId: (n: number) => string;
  /** Absent on devices. */
  readonly server?: ServerKnowledge;
};

/** What only the server can answer, beyond the rows of a mutation's own scope. */
export type ServerKnowledge = {
  /**
   * Whether the field's present value was written by this very device, which then cannot disagree with it. Asked on a
   * mismatch only.
   */
  readonly wroteLast: (table: MutableTableName, rowId: string, field: string) => Promise<boolean>;
  /** Which of these client codes are taken, in any client. */
  readonly clientCodesInUse: (codes: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** What the activity feed says about a mutation; the runner adds who, when, rows and before/after. */
export type MutationEffect = {
  readonly entityType: string;
  readonly entityId: string | null;
  /** A sentence without its end: "Changed status of 20 leads to contacted". */
  readonly summary: string;
  /** How many rows people would say it changed; by default the rows of the store that it wrote. */
  readonly rows?: number;
};

/**
 * A named, versioned write. The device runs `apply` for the optimistic result, the server runs the same code
 * for the authoritative one inside its transaction. `apply` throws AppError to refuse: on the server that is
 * a rejection with the error's hint as its reason.
 */
export type Mutation<Name extends string = string, Args = unknown> = {
  readonly name: Name;
  readonly version: number;
  readonly args: z.ZodType<Args>;
  /** Arguments written by an older version of the desktop, brought to this version. */
  readonly upgrade?: (args: unknown, fromVersion: number) => unknown;
  /** The one client whose rows it writes; null for agency-wide rows. Decided before `apply`. */
  readonly scope: (args: Args) => string | null;
  readonly permission: (actor: Actor, args: Args) => boolean;
  readonly apply: (store: MutationStore, args: Args, context: MutationContext) => Promise<MutationEffect>;
};

/** Keeps name and argument types of a literal definition. */
export function defineMutation<const Name extends string, Args>(
  mutation: Mutation<Name, Args>,
): Mutation<Name, Args> {
  return mutation;
}
