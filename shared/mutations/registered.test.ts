import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineMutation } from './define.ts';
import { ALL_MUTATIONS, createRegistry, mutationByName } from './registry/registry.ts';
import { register } from './registered.ts';
import { prepareMutation } from './runner.ts';

const greet = register(
  defineMutation({
    name: 'test/greet',
    version: 3,
    args: z.object({ name: z.string().min(1) }),
    upgrade: (args, fromVersion) => (fromVersion === 1 ? { name: String(args) } : args),
    scope: () => null,
    permission: () => true,
    apply: (_store, args) =>
      Promise.resolve({ entityType: 'test', entityId: null, summary: `Greeted ${args.name}` }),
  }),
);

describe('reading a mutation', () => {
  test('arguments of an older version are upgraded', () => {
    expect(greet.prepare('Ann', 1).name).toBe('test/greet');
    expect(greet.prepare({ name: 'Ann' }, 3).scope).toBeNull();
  });

  test('a newer version, and an unknown name, ask for an update', () => {
    const registry = createRegistry([greet]);
    const tooOld = expect.objectContaining({ code: 'too_old' });
    expect(() => greet.prepare({ name: 'Ann' }, 4)).toThrow(tooOld);
    expect(() => prepareMutation(registry, { name: 'test/wave', version: 1, args: {} })).toThrow(tooOld);
  });

  test('arguments that do not parse say where', () => {
    expect(() => greet.prepare({ name: '' }, 3)).toThrow(
      expect.objectContaining({ code: 'invalid_input', hint: expect.stringContaining('name: ') }),
    );
  });
});

describe('the registry', () => {
  test('knows each mutation by its name, once', () => {
    for (const mutation of ALL_MUTATIONS) expect(mutationByName(mutation.name)).toBe(mutation);
    expect(mutationByName('toString')).toBeUndefined();
    expect(() => createRegistry([greet, greet])).toThrow(/share a name/);
  });

  test.each(ALL_MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    '%s reads every version there was, and survives nonsense',
    (_, mutation) => {
      expect(mutation.name).toMatch(/^[a-z-]+\/[a-z-]+$/);
      for (const nonsense of [null, undefined, 1, 'x', [], {}, { client_id: {} }]) {
        for (let version = 1; version <= mutation.version; version += 1) {
          expect(() => mutation.prepare(nonsense, version)).toThrow(
            expect.objectContaining({ code: 'invalid_input' }),
          );
        }
      }
    },
  );
});
