/** Plays seeds with one fault in the product until it is found. Exits with 0 when it was. */
import { writeSync } from 'node:fs';
import { FAULTS } from './faults.ts';
import { patchSources } from './patch-sources.ts';

const [name, first = '1', most = '200', steps = '200', story = ''] = process.argv.slice(2);
const fault = FAULTS.find((one) => one.name === name);
if (!fault) throw new TypeError(`no fault is named ${name}`);
const { unused } = patchSources(fault);

// After the hooks: what these load is already changed.
const { openStage } = await import('../run/stage.ts');
const { simulate } = await import('../run/simulate.ts');
const { shrink } = await import('../run/shrink.ts');
const { makeSteps } = await import('../steps/step.ts');
const { MOST_DEVICES, sceneryOf } = await import('../world/scenery.ts');

const stage = await openStage(MOST_DEVICES);
if (unused().length > 0) throw new Error(`${fault.name}: never loaded: ${unused().join(', ')}`);
let found = false;
for (let seed = Number(first); seed < Number(first) + Number(most) && !found; seed += 1) {
  const list = makeSteps(seed, Number(steps), sceneryOf(seed).devices.length);
  const outcome = await simulate(stage, seed, list);
  const { violations, played } = outcome;
  found = violations.length > 0;
  if (found && story !== '') {
    const short = await shrink(list, outcome, (candidate) => simulate(stage, seed, candidate));
    const told = short.outcome.story.map((sentence) => `    ${sentence}.\n`).join('');
    writeSync(1, `  ${list.length} steps come down to ${short.steps.length} (${short.runs} tries):\n${told}`);
  }
  if (found) {
    const number = seed - Number(first) + 1;
    const what = violations[0]?.split('\n')[0]?.slice(0, 200) ?? '';
    writeSync(1, `${fault.name}: found by seed ${seed} (number ${number}) at step ${played}: ${what}\n`);
  }
}
if (!found) writeSync(1, `${fault.name}: NOT FOUND in ${most} seeds\n`);
await stage.close();
process.exit(found ? 0 : 1);
