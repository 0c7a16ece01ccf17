import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrderedKeys } from './ordered-keys.ts';

test('does what an array does', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ op: fc.constant('insert' as const), at: fc.nat(3000) }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), at: fc.nat(3000) }) },
  );
  fc.assert(
    fc.property(fc.nat(2500), fc.array(step, { maxLength: 60 }), (start, steps) => {
      const model = Array.from({ length: start }, (_, index) => `k${index}`);
      const keys = createOrderedKeys(model);
      for (const [index, { op, at }] of steps.entries()) {
        if (op === 'insert') {
          const position = at % (model.length + 1);
          model.splice(position, 0, `n${index}`);
          keys.insert(position, `n${index}`);
        } else {
          const [gone] = model.splice(at % Math.max(1, model.length), 1);
          keys.remove(gone ?? 'never there');
        }
      }
      expect(keys.all()).toEqual(model);
      expect(keys.size()).toBe(model.length);
      expect(keys.slice(700, 600)).toEqual(model.slice(700, 1300));
      const middle = model[Math.floor(model.length / 2)];
      if (middle !== undefined) expect(keys.positionOf(middle)).toBe(Math.floor(model.length / 2));
      expect(keys.positionOf('never there')).toBe(-1);
    }),
  );
});

test('grows from nothing, at the end too', () => {
  const keys = createOrderedKeys([]);
  for (let index = 0; index < 3000; index += 1) keys.insert(index, `k${index}`);
  expect(keys.slice(2998, 10)).toEqual(['k2998', 'k2999']);
  expect(keys.slice(5000, 10)).toEqual([]);
});
