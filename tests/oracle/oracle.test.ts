/**
 * The simulation, for a few minutes of seeds: the seven promises of docs/sync.md, held by several devices and a server
 * that fail in every way we know. Known failures are played first.
 * ORACLE_SEEDS (default 3), ORACLE_STEPS (default 150) and ORACLE_FROM (default 1) say how much.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readRegressions } from './run/regressions.ts';
import { simulate } from './run/simulate.ts';
import { openStage, type OpenStage } from './run/stage.ts';
import { makeSteps } from './steps/step.ts';
import { MOST_DEVICES, sceneryOf } from './world/scenery.ts';

const SEEDS = Number(process.env['ORACLE_SEEDS'] ?? 3);
const STEPS = Number(process.env['ORACLE_STEPS'] ?? 150);
const FROM = Number(process.env['ORACLE_FROM'] ?? 1);
const PER_SEED_MS = 240_000;

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage(MOST_DEVICES, inject('postgresUrl'));
}, 120_000);
afterAll(() => stage.close());

const regressions = await readRegressions();

test.each(regressions.map((one, index) => ({ ...one, index })))(
  'what failed once holds: $index $found',
  async ({ seed, steps }) => {
    const { violations, story } = await simulate(stage, seed, steps);
    expect(violations, story.slice(-30).join('\n')).toEqual([]);
  },
  PER_SEED_MS,
);

test.each(Array.from({ length: SEEDS }, (_, index) => FROM + index))(
  'the seven promises hold in the world of seed %i',
  async (seed) => {
    const steps = makeSteps(seed, STEPS, sceneryOf(seed).devices.length);
    const { violations, story } = await simulate(stage, seed, steps);
    expect(violations, story.slice(-30).join('\n')).toEqual([]);
  },
  PER_SEED_MS,
);
