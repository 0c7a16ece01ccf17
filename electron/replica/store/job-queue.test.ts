import { expect, test } from 'vitest';
import { createJobQueue } from './job-queue.ts';

test('a person’s edit overtakes waiting sync, and each urgency keeps its order', async () => {
  const queue = createJobQueue();
  const done: string[] = [];
  const job = (name: string) => async () => {
    done.push(name);
  };
  await Promise.all([
    queue.run('sync', job('sync 1')),
    queue.run('sync', job('sync 2')),
    queue.run('edit', job('edit 1')),
    queue.run('edit', job('edit 2')),
  ]);
  expect(done).toEqual(['edit 1', 'edit 2', 'sync 1', 'sync 2']);
});

test('a stream of edits cannot starve sync', async () => {
  const queue = createJobQueue();
  let edits = 0;
  let editsBeforeSync = -1;
  const editing = Array.from({ length: 200 }, () =>
    queue.run('edit', async () => {
      edits += 1;
    }),
  );
  await queue.run('sync', async () => {
    editsBeforeSync = edits;
  });
  await Promise.all(editing);
  expect(editsBeforeSync).toBeLessThan(100);
});

test('a failed job fails alone', async () => {
  const queue = createJobQueue();
  const failing = queue.run('read', () => Promise.reject(new Error('no such column')));
  await expect(failing).rejects.toThrow('no such column');
  await expect(queue.run('read', async () => 5)).resolves.toBe(5);
});

test('closing lets the running job finish and refuses the others', async () => {
  const queue = createJobQueue();
  const gate = Promise.withResolvers<string>();
  const running = queue.run('read', () => gate.promise);
  await Promise.resolve();
  await Promise.resolve();
  const waiting = queue.run('read', async () => 'never');
  const closed = queue.close();
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
  gate.resolve('done');
  await expect(running).resolves.toBe('done');
  await closed;
  await expect(queue.run('edit', async () => 1)).rejects.toMatchObject({ code: 'unavailable' });
});
