import { expect, test } from 'vitest';

import { needsMove, planWindow } from './window-plan.ts';

test('the first window holds what is visible and room below', () => {
  const plan = planWindow({ offset: 0, limit: 30 }, 100_000);
  expect(plan.offset).toBe(0);
  expect(plan.limit).toBeGreaterThanOrEqual(150);
});

test.each([0, 17, 500, 49_990, 99_970])(
  'a plan at row %i always covers what is visible, within the limit',
  (offset) => {
    const visible = { offset, limit: 30 };
    const plan = planWindow(visible, 100_000);
    expect(needsMove(plan, visible, 100_000)).toBe(false);
    expect(plan.limit).toBeLessThanOrEqual(500);
  },
);

test('a short scroll does not move the window, a long one does', () => {
  const plan = planWindow({ offset: 1_000, limit: 30 }, 100_000);
  expect(needsMove(plan, { offset: 1_040, limit: 30 }, 100_000)).toBe(false);
  expect(needsMove(plan, { offset: 1_200, limit: 30 }, 100_000)).toBe(true);
});

test('the end of the list needs no rows beyond it', () => {
  expect(needsMove({ offset: 0, limit: 200 }, { offset: 20, limit: 30 }, 50)).toBe(false);
});

test('a list that shrank below the window is asked for from inside it', () => {
  expect(planWindow({ offset: 5_000, limit: 30 }, 40).offset).toBeLessThan(40);
});
