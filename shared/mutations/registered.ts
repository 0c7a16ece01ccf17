import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { Actor, Mutation, MutationContext, MutationEffect } from './define.ts';
import type { MutationStore } from './store.ts';

/** A mutation with its arguments read: everything that can be known before a transaction. */
export type PreparedMutation = {
  readonly name: string;
  readonly scope: string | null;
  readonly permitted: (actor: Actor) => boolean;
  readonly apply: (store: MutationStore, context: MutationContext) => Promise<MutationEffect>;
};

/** A mutation whose argument type is closed over, so that different ones fit one registry. */
export type RegisteredMutation = {
  readonly name: string;
  readonly version: number;
  /** Throws `invalid_input` for arguments that do not parse, `too_old` for a version this program does not know. */
  readonly prepare: (args: unknown, version: number) => PreparedMutation;
};

export type MutationRegistry = { readonly mutationByName: (name: string) => RegisteredMutation | undefined };

export function register<Name extends string, Args>(mutation: Mutation<Name, Args>): RegisteredMutation {
  return {
    name: mutation.name,
    version: mutation.version,
    prepare: (raw, version) => {
      const args = parseArgs(mutation, raw, version);
      return {
        name: mutation.name,
        scope: mutation.scope(args),
        permitted: (actor) => mutation.permission(actor, args),
        apply: (store, context) => mutation.apply(store, args, context),
      };
    },
  };
}

function parseArgs<Name extends string, Args>(
  mutation: Mutation<Name, Args>,
  raw: unknown,
  version: number,
): Args {
  const parsed = mutation.args.safeParse(upgraded(mutation, raw, version));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', `${mutation.name}: ${parsed.error.message}`, {
    hint: `This change cannot be read: ${firstIssue(parsed.error)}.`,
    details: { issues: parsed.error.issues.slice(0, 10).map(({ path, message }) => ({ path, message })) },
  });
}

function upgraded<Name extends string, Args>(
  mutation: Mutation<Name, Args>,
  raw: unknown,
  version: number,
): unknown {
  if (version === mutation.version) return raw;
  if (version > mutation.version || !mutation.upgrade) throw unknownVersion(mutation.name, version);
  return mutation.upgrade(raw, version);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'it is incomplete';
  const where = issue.path.map(String).join('.').replaceAll('_', ' ');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}

/** For a name or version from a newer program, or one that was retired. */
export function unknownVersion(name: string, version: number): AppError {
  return new AppError('too_old', `mutation ${name} version ${version} is unknown here`, {
    hint: 'This change was made by another version of the program. Update it, then send the change again.',
    details: { name, version },
  });
}
