import { expect, test } from 'vitest';
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import { virtualTimers } from '../../connectivity/virtual-timers.ts';
import { createAsker } from './asker.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function setUp(isAtHead = true) {
  const timers = virtualTimers(settle);
  const questions: { table: SyncedTableName; answer: () => void }[] = [];
  const asker = createAsker({
    timers,
    isAtHead: () => isAtHead,
    ask: (table) => new Promise((answer) => questions.push({ table, answer })),
  });
  return { timers, questions, asker };
}

const wanted = new Map<SyncedTableName, bigint>([['leads', 5n]]);

test('a table that speaks within the grace is not asked', async () => {
  const { timers, questions, asker } = setUp();
  asker.want(wanted);
  await timers.advance(10);
  asker.want(new Map());
  await timers.advance(1000);
  expect(questions).toEqual([]);
});

test('a silent table is asked once, however often it is wanted meanwhile', async () => {
  const { timers, questions, asker } = setUp();
  for (let times = 0; times < 5; times += 1) {
    asker.want(wanted);
    await timers.advance(30);
  }
  expect(questions.map(({ table }) => table)).toEqual(['leads']);
});

test('an answer that was not enough leads to another question, later each time', async () => {
  const { timers, questions, asker } = setUp();
  asker.want(wanted);
  const times: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    while (questions.length === round) await timers.advance(5);
    times.push(timers.now());
    questions.at(-1)?.answer();
    await settle();
  }
  expect(times).toEqual([15, 45, 105, 225]);
});

test('a table that is still delivering is not asked', async () => {
  const { timers, questions, asker } = setUp(false);
  asker.want(wanted);
  await timers.advance(1000);
  expect(questions).toEqual([]);
});

test('stopping leaves no timer behind', () => {
  const { timers, asker } = setUp();
  asker.want(wanted);
  asker.stop();
  expect(timers.pending()).toBe(0);
});
