import { expect, test } from 'vitest';
import type { Step } from '../steps/step.ts';
import { shrink } from './shrink.ts';
import type { Outcome } from './simulate.ts';

const stepsOf = (count: number): readonly Step[] =>
  Array.from({ length: count }, (_, seed) => ({ kind: 'edit', device: 0, seed }));

/** A world that goes wrong when it meets all of these, wherever they stand. */
function worldThatNeeds(needed: readonly number[]) {
  let plays = 0;
  const play = async (steps: readonly Step[]): Promise<Outcome> => {
    plays += 1;
    let left = needed.length;
    for (const [index, { seed }] of steps.entries()) {
      if (needed.includes(seed)) left -= 1;
      if (left === 0) return { ...WELL, violations: ['it broke'], played: index };
    }
    return { ...WELL, played: steps.length };
  };
  return { play, plays: () => plays };
}

const WELL: Outcome = { violations: [], story: [], played: 0, changes: 0, ms: 1 };

test('what a failure does not need is left out', async () => {
  const { play } = worldThatNeeds([7, 61, 88]);
  const steps = stepsOf(200);
  const shrunk = await shrink(steps, await play(steps), play);
  expect(shrunk.steps.map(({ seed }) => seed)).toEqual([7, 61, 88]);
  expect(shrunk.outcome.violations).toEqual(['it broke']);
});

test('a failure that does not come again is reported as it was', async () => {
  const { play } = worldThatNeeds([Number.NaN]);
  const steps = stepsOf(30);
  const first: Outcome = { ...WELL, violations: ['once'], played: 19 };
  const shrunk = await shrink(steps, first, play);
  expect(shrunk.steps).toEqual(steps.slice(0, 20));
  expect(shrunk.outcome).toBe(first);
});

test('it gives up in time', async () => {
  const needed = Array.from({ length: 40 }, (_, index) => index * 12);
  const { play, plays } = worldThatNeeds(needed);
  const steps = stepsOf(500);
  await shrink(steps, await play(steps), play);
  expect(plays()).toBeLessThanOrEqual(81);
});
