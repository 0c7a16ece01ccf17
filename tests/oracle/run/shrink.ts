/** Leaves out steps of a failing list for as long as it still fails. */
import type { Step } from '../steps/step.ts';
import type { Outcome } from './simulate.ts';

export type Shrunk = { readonly steps: readonly Step[]; readonly outcome: Outcome; readonly runs: number };

/** Postgres and the event loop are not under the seed's control, so a list gets more than one chance to fail. */
const CHANCES = 2;
const MOST_RUNS = 80;

/** `play` plays a list. Chunks of halving size are left out, from the front to the back. */
export async function shrink(
  steps: readonly Step[],
  outcome: Outcome,
  play: (steps: readonly Step[]) => Promise<Outcome>,
): Promise<Shrunk> {
  let best: Omit<Shrunk, 'runs'> = { steps: steps.slice(0, outcome.played + 1), outcome };
  let runs = 0;
  const fails = async (candidate: readonly Step[]): Promise<Outcome | null> => {
    for (let chance = 0; chance < CHANCES && runs < MOST_RUNS; chance += 1) {
      runs += 1;
      const again = await play(candidate);
      if (again.violations.length > 0) return again;
    }
    return null;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.steps.length - 1 && runs < MOST_RUNS;) {
      const candidate = withoutChunk(best.steps, from, size);
      const failed = candidate.length < best.steps.length ? await fails(candidate) : null;
      if (failed) best = { steps: candidate.slice(0, failed.played + 1), outcome: failed };
      else from += size;
    }
  }
  return { ...best, runs };
}

/** The last step stays: it is the one that looks. */
function withoutChunk(steps: readonly Step[], from: number, size: number): readonly Step[] {
  const last = steps.length - 1;
  return steps.filter((_step, index) => index === last || index < from || index >= from + size);
}
