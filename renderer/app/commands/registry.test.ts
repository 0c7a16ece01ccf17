import { expect, test } from 'vitest';

import type { Command } from './command.ts';
import { createCommandRegistry } from './registry.ts';

function command(id: string, title = id): Command {
  return { id, title, group: 'Test', run: () => undefined };
}

test('a later registration of an id wins until it goes', () => {
  const registry = createCommandRegistry();
  registry.add(() => [command('open', 'Open')]);
  const remove = registry.add(() => [command('open', 'Open lead')]);
  expect(registry.find('open')?.title).toBe('Open lead');
  expect(registry.list()).toHaveLength(1);
  remove();
  expect(registry.find('open')?.title).toBe('Open');
});

test('sources are read afresh, so that a command always runs its latest version', () => {
  const registry = createCommandRegistry();
  let title = 'before';
  registry.add(() => [command('a', title)]);
  title = 'after';
  expect(registry.find('a')?.title).toBe('after');
});

test('listeners hear of sources that come and go', () => {
  const registry = createCommandRegistry();
  const versions: number[] = [];
  const stop = registry.subscribe(() => versions.push(registry.version()));
  registry.add(() => [])();
  stop();
  registry.add(() => []);
  expect(versions).toEqual([1, 2]);
});
