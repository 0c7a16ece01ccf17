import { expect, test } from 'vitest';

import { AppError } from '../../shared/kernel/app-error.ts';
import { onAnnouncement } from './announcer.ts';
import { createFakeDesktop } from './testing/fake-desktop.ts';
import { leftText, undoAction } from './undo.ts';

const { client } = createFakeDesktop({
  lists: {},
  latencyMs: 0,
  undo: ({ group }) =>
    group === undefined
      ? Promise.resolve({ title: 'Title of Ann Lee changed', rows: 1, left: 0 })
      : Promise.reject(new AppError('not_found', 'gone', { hint: 'This action was taken back already.' })),
});

test('what was taken back is said aloud; a failure is said and never thrown', async () => {
  const heard: string[] = [];
  const stop = onAnnouncement((text) => heard.push(text));
  await undoAction(client);
  await undoAction(client, '019a0000-0000-7000-8000-000000000001');
  stop();
  expect(heard).toEqual(['Undone: Title of Ann Lee changed']);
});

test.each([
  [0, undefined],
  [1, '1 row stays as it is: changed since, or without a way back.'],
  [2_500, '2,500 rows stay as they are: changed since, or without a way back.'],
])('%d rows that stay', (left, text) => {
  expect(leftText(left)).toBe(text);
});
