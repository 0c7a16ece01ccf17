/** The outbox's file when the power goes: the disk has what was synced, and any pages of the rest. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

import { KEEP_SETTLED_MS } from './outbox.ts';
import { memoryFiles } from './testing/memory-files.ts';
import { clock, idsAfterRestart, mutation, open } from './testing/outbox-in-test.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Eight of these and the file is worth compacting. */
const BIG = 'x'.repeat(1_200_000);
test('with the page cache gone, what was acknowledged is there and what was not is cut or reported', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(9_000), { minLength: 1, maxLength: 12 }),
      fc.nat(11),
      fc.infiniteStream(fc.boolean()),
      async (sizes, synced, pages) => {
        const memory = memoryFiles();
        const outbox = await open(memory);
        const acknowledged: string[] = [];
        for (const [at, size] of sizes.entries()) {
          const made = mutation(undefined, { text: 'x'.repeat(size) });
          if (at > synced) {
            // Written in several pieces, none of them synced: the machine dies before anybody is told.
            memory.failNext('sync', 'EIO');
            memory.failNext('truncate', 'EIO');
            await expect(outbox.append(made)).rejects.toMatchObject({ code: 'disk_unwritable' });
            break;
          }
          acknowledged.push((await outbox.append(made)).id);
        }
        memory.losePages(() => pages.next().value === true);
        const again = await open(memory);
        const left = (await again.pendingMutations()).map((one) => one.id);
        expect(left.slice(0, acknowledged.length)).toEqual(acknowledged);
        expect(left.length).toBeLessThanOrEqual(acknowledged.length + 1);
        const later = await again.append(mutation());
        memory.kill();
        expect((await idsAfterRestart(memory)).at(-1)).toBe(later.id);
      },
    ),
    { numRuns: 100 },
  );
});

test('compaction with the page cache gone at any step loses nothing', async () => {
  for (const step of ['write', 'sync', 'rename', 'syncFolder'] as const) {
    for (const survivor of [0, 1, 2]) {
      const memory = memoryFiles();
      const outbox = await open(memory);
      const ids: string[] = [];
      for (let n = 0; n < 9; n += 1) ids.push((await outbox.append(mutation(undefined, { text: BIG }))).id);
      const over = ids.splice(0, 8);
      await outbox.recordResults(
        over.map((id) => ({ id, outcome: 'accepted' as const, reason: null })),
        '1',
      );
      await outbox.recordArrived(over);
      clock.time += KEEP_SETTLED_MS + 1;
      memory.failNext(step, 'EIO');
      await expect(outbox.maintain()).rejects.toMatchObject({ code: 'disk_unwritable' });
      memory.losePages((page) => page % 3 === survivor);
      expect(await idsAfterRestart(memory)).toEqual(ids);
    }
  }
});

test('a disk that cannot be written opens nothing and says so', async () => {
  const memory = memoryFiles();
  memory.failNext('open', 'EROFS');
  await expect(open(memory)).rejects.toMatchObject({ code: 'disk_unwritable' });
  memory.failNext('write', 'ENOSPC');
  await expect(open(memory)).rejects.toMatchObject({ code: 'disk_full' });
  const outbox = await open(memory);
  const { id } = await outbox.append(mutation());
  memory.kill();
  expect(await idsAfterRestart(memory)).toEqual([id]);
});
