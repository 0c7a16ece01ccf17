import { parseArgs } from 'node:util';
import { z } from 'zod';

export const HELP = `npm run oracle -- [options]
  --seeds N     how many seeds (default 20)
  --steps M     steps of each (default 500)
  --from S      the first seed (default 1); seeds that the log has as well with as many steps are left out
  --seed S      this seed alone, with its story
  --again       also seeds that the log has
  --log FILE    where each seed leaves a line (default .cache/oracle.log)
  --no-shrink   a failing seed is reported as it is
  --keep        a failing seed is added to tests/oracle/regressions.json
  --faults      shows that each deliberate fault is found (--only NAME for one)
  --story       with --faults: shrinks what was found and tells it`;

const numbers = z.object({
  seeds: z.coerce.number().int().min(1).default(20),
  steps: z.coerce.number().int().min(1).default(500),
  from: z.coerce.number().int().min(0).default(1),
  seed: z.coerce.number().int().min(0).optional(),
});

export type OracleArguments = ReturnType<typeof parseOracleArguments>;

/** Throws a TypeError for an unknown option, a ZodError for a number that is none. */
export function parseOracleArguments(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: 'string' },
      steps: { type: 'string' },
      from: { type: 'string' },
      seed: { type: 'string' },
      log: { type: 'string', default: '.cache/oracle.log' },
      only: { type: 'string' },
      again: { type: 'boolean', default: false },
      'no-shrink': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      story: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { seeds: _seeds, steps: _steps, from: _from, seed: _seed, ...rest } = values;
  return { ...rest, ...numbers.parse(values) };
}
