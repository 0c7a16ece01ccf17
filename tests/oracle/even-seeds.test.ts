import { readRegressions } from './run/regressions.ts';
import { playInTests, seedsOfHalf } from './run/seed-tests.ts';

const known = (await readRegressions()).map(({ found, seed, steps }) => ({
  name: `what failed once holds: ${found}`,
  seed,
  steps,
}));
playInTests([...known, ...seedsOfHalf('even')]);
