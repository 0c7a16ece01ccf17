import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downWorld, type RandomWrite } from './testing/down-world.ts';
import type { Fault } from './testing/faults.ts';

const write: fc.Arbitrary<RandomWrite> = fc.record({
  table: fc.constantFrom('leads' as const, 'notes' as const, 'clients' as const),
  row: fc.nat(6),
  client: fc.constantFrom('a' as const, 'a' as const, 'b' as const, null),
  isDelete: fc.boolean(),
});
const writes = fc.array(write, { minLength: 1, maxLength: 7, size: 'max' });
const faults: readonly Fault[] = ['none', 'none', 'network', 'error', 'truncated', 'unavailable', 'html'];

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('write' as const), writes, covered: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      ms: fc.constantFrom(0, 1, 8, 20, 60, 400, 25_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('invalidate' as const),
      table: fc.constantFrom('commits' as const, 'leads' as const, 'notes' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom(...faults),
      every: fc.integer({ min: 1, max: 4 }),
      delayMs: fc.constantFrom(0, 0, 5, 50),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('die' as const), isBefore: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wake' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(before: readonly (readonly RandomWrite[])[], steps: readonly Step[]) {
  const world = downWorld();
  for (const each of before) world.write(each, true);
  world.start();
  for (const next of steps) {
    if (next.kind === 'write') world.write(next.writes, next.covered);
    else if (next.kind === 'advance') await world.advance(next.ms);
    else if (next.kind === 'invalidate') world.invalidate(next.table);
    else if (next.kind === 'fault') world.setFault({ ...next, kind: next.fault });
    else if (next.kind === 'die') world.dieAtNextWrite(next.isBefore);
    else if (next.kind === 'restart') await world.restart();
    else world.wake();
  }
  return world.end();
}

test('whatever the network, the server and the process do: no half transaction is ever visible, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(writes, { maxLength: 6 }),
      fc.array(step, { maxLength: 50, size: 'max' }),
      async (before, steps) => {
        const { problem, replica, central } = await play(before, steps);
        expect(problem).toBeNull();
        expect(replica).toBe(central);
      },
    ),
    { numRuns: Number(process.env['DOWN_SYNC_RUNS'] ?? 40) },
  );
}, 120_000);
