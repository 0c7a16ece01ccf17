import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { HEADER_BYTES, readFrame } from './frame.ts';
import { nodeOutboxFiles } from './node-files.ts';
import { KEEP_SETTLED_MS, openOutbox } from './outbox.ts';
import { memoryFiles } from './testing/memory-files.ts';
import { clock, DEVICE, idsAfterRestart, mutation, open } from './testing/outbox-in-test.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

function frameOffsets(bytes: Buffer): readonly { offset: number; bytes: number }[] {
  const frames = [];
  for (let offset = HEADER_BYTES; offset < bytes.length;) {
    const frame = readFrame(bytes, offset);
    if (frame.state !== 'good') break;
    frames.push({ offset, bytes: frame.bytes });
    offset += frame.bytes;
  }
  return frames;
}

test('an acknowledged append is read back after a restart, with arguments and order', async () => {
  const memory = memoryFiles();
  const outbox = await open(memory);
  const first = await outbox.append(mutation(undefined, { text: 'Łódź "quoted"\n' }));
  const second = await outbox.append(mutation());
  expect([first.seq, second.seq]).toEqual([1, 2]);
  await outbox.close();

  const again = await open(memory);
  expect(await again.pendingMutations()).toEqual([first, second]);
  expect((await again.append(mutation())).seq).toBe(3);
});

test('appends made together share one sync', async () => {
  const memory = memoryFiles();
  const outbox = await open(memory);
  const before = memory.syncs();
  const records = await Promise.all(Array.from({ length: 40 }, () => outbox.append(mutation())));
  expect(memory.syncs() - before).toBe(1);
  expect(records.map((one) => one.seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

describe('a disk that refuses', () => {
  test.each([
    { operation: 'write' as const, code: 'ENOSPC', error: 'disk_full' },
    { operation: 'sync' as const, code: 'ENOSPC', error: 'disk_full' },
    { operation: 'write' as const, code: 'EROFS', error: 'disk_unwritable' },
    { operation: 'sync' as const, code: 'EIO', error: 'disk_unwritable' },
  ])('$operation $code says $error, saves nothing and later works again', async (one) => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const kept = await outbox.append(mutation());
    memory.failNext(one.operation, one.code, 1, 7);
    await expect(outbox.append(mutation())).rejects.toMatchObject({ code: one.error });
    expect(outbox.view().pending).toBe(1);
    const later = await outbox.append(mutation());
    memory.kill();
    expect(await idsAfterRestart(memory)).toEqual([kept.id, later.id]);
  });

  test('a failed write whose traces cannot be cut is cut before the next one', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    memory.failNext('write', 'ENOSPC', 1, 30);
    memory.failNext('truncate', 'EIO');
    await expect(outbox.append(mutation())).rejects.toMatchObject({ code: 'disk_full' });
    const later = await outbox.append(mutation());
    memory.losePower(0);
    expect(await idsAfterRestart(memory)).toEqual([later.id]);
  });
});

describe('damage', () => {
  test('a torn tail is cut, kept aside and reported; the rest stays', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const kept = await outbox.append(mutation());
    await outbox.close();
    const whole = memory.bytes('outbox.log');
    memory.put('outbox.log', Buffer.concat([whole, whole.subarray(whole.length - 40, whole.length - 5)]));
    const again = await open(memory);
    expect(again.damage).toMatchObject([{ where: 'tail', bytes: 35 }]);
    expect((await again.pendingMutations()).map((one) => one.id)).toEqual([kept.id]);
    expect(memory.bytes('outbox.log').length).toBe(whole.length);
    expect(memory.bytes(again.damage[0]!.keptAs).length).toBe(35);
  });

  test('a record damaged in the middle costs only itself, is kept aside and reported once', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await outbox.append(mutation())).id);
    await outbox.close();
    const bytes = Buffer.from(memory.bytes('outbox.log'));
    const third = frameOffsets(bytes)[3]!;
    bytes[third.offset + 20]! ^= 0xff;
    memory.put('outbox.log', bytes);
    const again = await open(memory);
    expect(again.damage).toMatchObject([{ where: 'middle', bytes: third.bytes }]);
    expect((await again.pendingMutations()).map((one) => one.id)).toEqual(ids.toSpliced(2, 1));
    await again.close();
    expect((await open(memory)).damage).toEqual([]);
  });

  test('a wrecked length does not swallow what follows', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push((await outbox.append(mutation())).id);
    await outbox.close();
    const bytes = Buffer.from(memory.bytes('outbox.log'));
    bytes.writeUInt32LE(1_000_000, frameOffsets(bytes)[2]!.offset + 4);
    memory.put('outbox.log', bytes);
    expect(await idsAfterRestart(memory)).toEqual(ids.toSpliced(1, 1));
  });

  test('a lost header is written again and the records are found', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const { id } = await outbox.append(mutation());
    await outbox.close();
    const bytes = Buffer.from(memory.bytes('outbox.log'));
    bytes.fill(0, 0, HEADER_BYTES);
    memory.put('outbox.log', bytes);
    expect(await idsAfterRestart(memory)).toEqual([id]);
    expect(memory.bytes('outbox.log').subarray(0, 8).toString()).toBe('XGOUTBOX');
  });

  test('the file of a newer version is left alone', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    await outbox.close();
    const { crc32 } = await import('node:zlib');
    const bytes = Buffer.from(memory.bytes('outbox.log'));
    bytes.writeUInt32LE(2, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
    memory.put('outbox.log', bytes);
    await expect(open(memory)).rejects.toMatchObject({ code: 'too_old' });
    expect(memory.bytes('outbox.log')).toEqual(bytes);
  });
});

describe('what becomes of entries', () => {
  test('accepted ones stay pending until they have arrived', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const { id } = await outbox.append(mutation());
    await outbox.markSent(1);
    await outbox.recordResults([{ id, outcome: 'accepted', reason: null }], '100');
    expect(outbox.view()).toMatchObject({ pending: 1, unanswered: 0 });
    await outbox.recordArrived([id]);
    expect(outbox.view()).toMatchObject({ pending: 0, rejected: 0 });
    memory.kill();
    expect(await idsAfterRestart(memory)).toEqual([]);
  });

  test('rejected ones leave the pending and stay to be seen until put away', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const { id } = await outbox.append(mutation());
    const reason = { code: 'forbidden', hint: 'Not your client.' };
    await outbox.recordResults([{ id, outcome: 'rejected', reason }], '1');
    expect(outbox.view()).toMatchObject({ pending: 0, rejected: 1 });
    await outbox.close();
    const again = await open(memory);
    expect(again.find(id)).toMatchObject({ phase: 'rejected', reason });
    await again.dismiss(id);
    expect(again.view()).toMatchObject({ pending: 0, rejected: 0 });
  });

  test('a new device id changes no number', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    await outbox.append(mutation());
    const device = randomUUID();
    await outbox.adoptDevice(device);
    await outbox.append(mutation());
    memory.kill();
    const again = await open(memory);
    expect(again.view().deviceId).toBe(device);
    expect((await again.nextBatch()).map((one) => one.seq)).toEqual([1, 2]);
  });

  test('a held one is not sent, nor what follows it, and can be cancelled', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const held = await outbox.append(mutation(), { hold: true });
    const next = await outbox.append(mutation());
    expect(await outbox.nextBatch()).toEqual([]);
    expect(outbox.view().sendable).toBe(false);
    expect(await outbox.cancel(held.id, 'refused')).toBe(true);
    expect((await outbox.nextBatch()).map((one) => one.id)).toEqual([next.id]);
    memory.kill();
    expect(await idsAfterRestart(memory)).toEqual([next.id]);
  });

  test('what may have been sent cannot be cancelled', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const { id, seq } = await outbox.append(mutation());
    const [, cancelled] = await Promise.all([outbox.markSent(seq), outbox.cancel(id, 'withdrawn')]);
    expect(cancelled).toBe(false);
    memory.kill();
    expect(await idsAfterRestart(memory)).toEqual([id]);
  });

  test('a restored server is offered the settled ones of seven days again, before the rest', async () => {
    const memory = memoryFiles();
    const outbox = await open(memory);
    const old = await outbox.append(mutation());
    await outbox.recordArrived([old.id]);
    await outbox.recordResults([{ id: old.id, outcome: 'accepted', reason: null }], '1');
    clock.time += KEEP_SETTLED_MS + 1;
    const recent = await outbox.append(mutation());
    await outbox.recordResults([{ id: recent.id, outcome: 'accepted', reason: null }], '2');
    await outbox.recordArrived([recent.id]);
    const waiting = await outbox.append(mutation());
    await outbox.adoptEpoch(randomUUID(), true);
    expect((await outbox.nextBatch()).map((one) => one.id)).toEqual([recent.id, waiting.id]);
    expect((await outbox.pendingMutations()).map((one) => one.id)).toEqual([waiting.id]);
    await outbox.recordResults([{ id: recent.id, outcome: 'accepted', reason: null }], '3');
    expect(outbox.view()).toMatchObject({ pending: 1, unanswered: 1 });
  });

  test("a batch keeps within the server's limits", async () => {
    const outbox = await open(memoryFiles());
    await Promise.all(Array.from({ length: 250 }, () => outbox.append(mutation())));
    expect(await outbox.nextBatch()).toHaveLength(200);
    const large = await open(memoryFiles());
    const text = 'x'.repeat(3 * 1024 * 1024);
    for (let n = 0; n < 4; n += 1) await large.append(mutation(undefined, { text }));
    expect(await large.nextBatch()).toHaveLength(2);
    await expect(
      large.append(mutation(undefined, { text: 'x'.repeat(9 * 1024 * 1024) })),
    ).rejects.toMatchObject({ code: 'payload_too_large' });
  });
});

test('compaction keeps what counts, drops what is over, and survives a loss of power at any moment', async () => {
  const memory = memoryFiles();
  const outbox = await open(memory);
  const text = 'x'.repeat(1024 * 1024);
  const over = [];
  for (let n = 0; n < 10; n += 1) over.push(await outbox.append(mutation(undefined, { text })));
  await outbox.recordResults(
    over.map(({ id }) => ({ id, outcome: 'accepted' as const, reason: null })),
    '1',
  );
  await outbox.recordArrived(over.map((one) => one.id));
  clock.time += KEEP_SETTLED_MS + 1;
  const rejected = await outbox.append(mutation());
  await outbox.recordResults(
    [{ id: rejected.id, outcome: 'rejected', reason: { code: 'x', hint: 'No.' } }],
    '2',
  );
  const accepted = await outbox.append(mutation());
  await outbox.recordResults([{ id: accepted.id, outcome: 'accepted', reason: null }], '2');
  const queued = await outbox.append(mutation());
  outbox.noteEffect(queued.id, { summary: 'Edited a note', entityType: 'notes', entityId: null, rows: 1 });
  await outbox.maintain();
  expect(outbox.view().bytes).toBeLessThan(10_000);
  const later = await outbox.append(mutation());
  memory.losePower(0);
  const again = await open(memory);
  expect(again.open().map((one) => [one.id, one.phase])).toEqual([
    [rejected.id, 'rejected'],
    [accepted.id, 'accepted'],
    [queued.id, 'queued'],
    [later.id, 'queued'],
  ]);
  expect(again.find(queued.id)?.summary).toBe('Edited a note');
  expect(later.seq).toBe(14);
});

test('no acknowledged write is lost, reordered or doubled, whatever crashes', async () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('append' as const), many: fc.integer({ min: 1, max: 5 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('fail' as const),
        part: fc.nat(200),
        on: fc.constantFrom('write' as const, 'sync' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('power' as const),
        keep: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('device' as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const memory = memoryFiles();
      let outbox = await open(memory);
      let acknowledged: string[] = [];
      const refused = new Set<string>();
      const reopen = async (): Promise<void> => {
        outbox = await open(memory);
        const held = (await outbox.pendingMutations()).map((one) => one.id);
        expect(held.filter((id) => acknowledged.includes(id))).toEqual(acknowledged);
        expect(new Set(held).size).toBe(held.length);
        acknowledged = held;
      };
      for (const one of steps) {
        if (one.do === 'append') {
          const made = Array.from({ length: one.many }, () => mutation());
          const done = await Promise.allSettled(made.map((each) => outbox.append(each)));
          for (const [at, result] of done.entries()) {
            if (result.status === 'fulfilled') acknowledged.push(made[at]!.id);
            else refused.add(made[at]!.id);
          }
        } else if (one.do === 'fail') memory.failNext(one.on, 'ENOSPC', 1, one.part);
        else if (one.do === 'arrive') {
          const first = acknowledged[0];
          if (first !== undefined) {
            await outbox.recordArrived([first]).then(
              () => acknowledged.shift(),
              () => undefined,
            );
          }
        } else if (one.do === 'device') await outbox.adoptDevice(randomUUID()).catch(() => undefined);
        else {
          if (one.do === 'power') memory.losePower(one.keep);
          else memory.kill();
          await reopen();
        }
        const seqs = (await outbox.pendingMutations()).map((each) => each.seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      }
      memory.kill();
      await reopen();
    }),
    { numRuns: 150 },
  );
});

test('on a real disk: a private file, one process at a time, everything back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  const options = { files: nodeOutboxFiles(folder), deviceId: DEVICE, clock };
  const outbox = await openOutbox(options);
  const { id } = await outbox.append(mutation());
  expect((await stat(join(folder, 'outbox.log'))).mode & 0o777).toBe(0o600);
  await expect(openOutbox(options)).rejects.toMatchObject({ code: 'locked' });
  await outbox.close();
  expect((await readFile(join(folder, 'outbox.log'))).subarray(0, 8).toString()).toBe('XGOUTBOX');
  const again = await openOutbox(options);
  expect((await again.pendingMutations()).map((one) => one.id)).toEqual([id]);
  await again.close();
  await rm(folder, { recursive: true });
});
