/** `npm run oracle`: see README.md beside this file. */
import { writeSync } from 'node:fs';
import { HELP, parseOracleArguments } from './run/arguments.ts';
import { showFaults } from './faults/show-faults.ts';
import { playSeeds } from './run/play-seeds.ts';

const say = (line: string): void => void writeSync(1, `${line}\n`);

async function main(): Promise<number> {
  const options = parseOracleArguments(process.argv.slice(2));
  if (options.help) {
    say(HELP);
    return 0;
  }
  return options.faults ? showFaults(options, say) : playSeeds(options, say);
}

// What a dead life left waiting must not keep the process.
process.exit((await main()) === 0 ? 0 : 1);
