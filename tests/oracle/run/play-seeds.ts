/** Plays seeds one after the other and reports each. */
import { makeSteps, type Step } from '../steps/step.ts';
import { MOST_DEVICES, sceneryOf } from '../world/scenery.ts';
import { keepRegression } from './regressions.ts';
import { appendLine, readWell, seedLine } from './seed-log.ts';
import { shrink } from './shrink.ts';
import { simulate, type Outcome } from './simulate.ts';
import { openStage, type OpenStage } from './stage.ts';
import type { OracleArguments } from './arguments.ts';

/** An engine's memory and catalogue only grow. */
const SEEDS_PER_STAGE = 40;

/** Answers how many seeds failed. `say` prints a line. */
export async function playSeeds(options: OracleArguments, say: (line: string) => void): Promise<number> {
  const { seed: only, steps } = options;
  const known = only === undefined && !options.again ? await readWell(options.log, steps) : new Set<number>();
  const wanted =
    only === undefined ? Array.from({ length: options.seeds }, (_, n) => options.from + n) : [only];
  const seeds = wanted.filter((seed) => !known.has(seed));
  let failed = 0;
  let stage: OpenStage | null = null;
  try {
    for (const [index, seed] of seeds.entries()) {
      if (index % SEEDS_PER_STAGE === 0) {
        await stage?.close();
        stage = await openStage(MOST_DEVICES);
      }
      if (!stage) break;
      if (!(await playSeed(stage, seed, options, say))) failed += 1;
    }
  } finally {
    await stage?.close();
  }
  say(`${seeds.length} seeds played, ${wanted.length - seeds.length} known to be well, ${failed} failed`);
  return failed;
}

async function playSeed(
  stage: OpenStage,
  seed: number,
  options: OracleArguments,
  say: (line: string) => void,
): Promise<boolean> {
  const steps = makeSteps(seed, options.steps, sceneryOf(seed).devices.length);
  const play = (list: readonly Step[]): Promise<Outcome> => simulate(stage, seed, list);
  const outcome = await simulate(stage, seed, steps, options.seed === undefined ? undefined : say);
  const line = seedLine(seed, options.steps, outcome);
  say(line);
  await appendLine(options.log, line);
  if (outcome.violations.length === 0) return true;
  const shrunk = options['no-shrink']
    ? { steps: steps.slice(0, outcome.played + 1), outcome, runs: 0 }
    : await shrink(steps, outcome, play);
  say(`\nWhat happened (${shrunk.steps.length} steps, after ${shrunk.runs} tries to leave some out):`);
  for (const sentence of shrunk.outcome.story.slice(-60)) say(`  ${sentence}.`);
  say('What is wrong:');
  for (const violation of shrunk.outcome.violations.slice(0, 12)) say(`  ${violation}`);
  if (options.keep) {
    const found = shrunk.outcome.violations[0]?.split('\n')[0] ?? '';
    await keepRegression({ seed, found, steps: [...shrunk.steps] });
  }
  return false;
}
