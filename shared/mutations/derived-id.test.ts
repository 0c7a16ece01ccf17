import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uuidSchema } from '../kernel/ids.ts';
import { derivedId } from './derived-id.ts';

const MUTATION = '0199f2f0-8c5d-7b1a-9d3e-5f6a7b8c9d0e';

describe('derived ids', () => {
  test('are valid, stable and sort beside their mutation', () => {
    const id = derivedId(MUTATION, 0);
    expect(uuidSchema.parse(id)).toBe(id);
    expect(derivedId(MUTATION, 0)).toBe(id);
    expect(id.slice(0, 13)).toBe(MUTATION.slice(0, 13));
    expect(id[14]).toBe('8');
    expect(id).not.toBe(MUTATION);
  });

  test('never collide within a mutation', () => {
    const numbers = [
      ...Array.from({ length: 5_000 }, (_, n) => n),
      1_000_000,
      1_000_001,
      2 ** 31,
      2 ** 32 - 1,
    ];
    expect(new Set(numbers.map((n) => derivedId(MUTATION, n))).size).toBe(numbers.length);
  });

  test('differ between mutations', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), fc.nat(), (left, right, n) => {
        fc.pre(left !== right);
        return derivedId(left, n) !== derivedId(right, n);
      }),
    );
  });
});
