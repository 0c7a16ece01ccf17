/**
 * The simulation as tests: the seven promises of docs/sync.md, held by several devices and a server that fail in every
 * way we know. Two files play half of the seeds each, so that both cores are busy.
 * ORACLE_SEEDS (default 18), ORACLE_STEPS (default 150) and ORACLE_FROM (default 1) say how much.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Step } from '../steps/step.ts';
import { makeSteps } from '../steps/step.ts';
import { MOST_DEVICES, sceneryOf } from '../world/scenery.ts';
import { simulate } from './simulate.ts';
import { openStage, type OpenStage } from './stage.ts';

const SEEDS = Number(process.env['ORACLE_SEEDS'] ?? 18);
const STEPS = Number(process.env['ORACLE_STEPS'] ?? 150);
const FROM = Number(process.env['ORACLE_FROM'] ?? 1);
const PER_SEED_MS = 240_000;

export type ListToPlay = { readonly name: string; readonly seed: number; readonly steps: readonly Step[] };

/** The seeds of CI that are odd, or even. */
export function seedsOfHalf(half: 'odd' | 'even'): readonly ListToPlay[] {
  const rest = half === 'odd' ? 1 : 0;
  return Array.from({ length: SEEDS }, (_, index) => FROM + index)
    .filter((seed) => seed % 2 === rest)
    .map((seed) => ({
      name: `the seven promises hold in the world of seed ${seed}`,
      seed,
      steps: makeSteps(seed, STEPS, sceneryOf(seed).devices.length),
    }));
}

/** One test for each list, on one stage. */
export function playInTests(lists: readonly ListToPlay[]): void {
  let stage: OpenStage;
  beforeAll(async () => {
    stage = await openStage(MOST_DEVICES, inject('postgresUrl'));
  }, 120_000);
  afterAll(() => stage.close());

  test.each(lists)(
    '$name',
    async ({ seed, steps }) => {
      const { violations, story } = await simulate(stage, seed, steps);
      expect(violations, story.slice(-30).join('\n')).toEqual([]);
    },
    PER_SEED_MS,
  );
}
