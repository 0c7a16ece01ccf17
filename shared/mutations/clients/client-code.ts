import { newClientCode } from '../../kernel/ids.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { MutationContext } from '../define.ts';

/** Codes that follow the proposed one, derived from the mutation, so that a second try proposes the same ones. */
const CANDIDATES = 16;
const FIRST_DERIVED = 1_000;

/** The proposed code, or on the server the first derived one that is free. Throws `already_exists` when none is. */
export async function freeClientCode(proposed: string, context: MutationContext): Promise<string> {
  if (!context.server) return proposed;
  const derived = Array.from({ length: CANDIDATES }, (_, index) =>
    derivedCode(context.derivedId(FIRST_DERIVED + index)),
  );
  const candidates = [proposed, ...derived];
  const taken = await context.server.clientCodesInUse(candidates);
  const free = candidates.find((code) => !taken.has(code));
  if (free !== undefined) return free;
  throw new AppError('already_exists', 'no free client code', {
    hint: 'The client’s code is taken. Choose another one.',
  });
}

/** From the varied end of an id. */
function derivedCode(id: string): string {
  const hex = id.replaceAll('-', '').slice(-12);
  const bytes = Uint8Array.from({ length: 6 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return newClientCode(() => bytes);
}
