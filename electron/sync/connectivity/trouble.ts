import type { Connectivity } from './connectivity.ts';
import type { Pass } from './gate.ts';
import type { FailureKind } from './machine.ts';

/** Why a question to the server came to nothing although nobody was refused. */
export type Trouble =
  | { readonly kind: 'unreachable'; readonly failure: FailureKind; readonly retryAfterMs: number | null }
  /** The server is there and the session stands, but one of the two is too old for the other. */
  | { readonly kind: 'misfit'; readonly reason: string };

export function reportTrouble(
  connectivity: Pick<Connectivity, 'report'>,
  pass: Pick<Pass, 'failed'>,
  trouble: Trouble,
): void {
  if (trouble.kind === 'unreachable') pass.failed(trouble.failure, trouble.retryAfterMs);
  else connectivity.report({ kind: 'stop', reason: trouble.reason });
}
