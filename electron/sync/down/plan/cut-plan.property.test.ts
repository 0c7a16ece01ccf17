import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATA_TABLES, TABLES, type Write } from '../testing/plan-central.ts';
import { planWorld } from '../testing/plan-world.ts';

type Step =
  | { readonly kind: 'commit'; readonly writes: readonly Write[]; readonly covered: boolean }
  | {
      readonly kind: 'deliver';
      readonly table: (typeof TABLES)[number];
      readonly count: number;
      readonly repeat: number;
    }
  | { readonly kind: 'ask'; readonly table: (typeof TABLES)[number] }
  | { readonly kind: 'cut'; readonly limit: number; readonly survives: boolean }
  | { readonly kind: 'restart' };

const write: fc.Arbitrary<Write> = fc.record({
  table: fc.constantFrom(...DATA_TABLES),
  row: fc.nat(4),
  inScope: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      writes: fc.array(write, { minLength: 1, maxLength: 6, size: 'max' }),
      covered: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      table: fc.constantFrom(...TABLES),
      count: fc.nat(5),
      repeat: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), table: fc.constantFrom(...TABLES) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      limit: fc.integer({ min: 1, max: 12 }),
      survives: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

function play(steps: readonly Step[]) {
  const world = planWorld();
  for (const next of steps) {
    if (next.kind === 'commit') world.commit(next.writes, next.covered);
    else if (next.kind === 'deliver') world.deliver(next.table, next.count, next.repeat);
    else if (next.kind === 'ask') world.ask(next.table);
    else if (next.kind === 'cut') world.cut(next.limit, next.survives);
    else world.restart();
  }
  return world;
}

test('promise 4, consistent cuts: every visible state is a prefix of the commits, and in the end it is all of them', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
      const world = play(steps);
      world.quiesce();
      expect(world.replicaText()).toBe(world.centralText());
      expect(world.arrived()).toEqual(world.commits());
    }),
    { numRuns: 400 },
  );
});
