import { expect, test } from 'vitest';

import type { Command } from './command.ts';
import { rankCommands, rankOptions } from './rank.ts';

function command(id: string, title: string, more: Partial<Command> = {}): Command {
  return { id, title, group: 'Go to', run: () => undefined, ...more };
}

const all = [
  command('clients', 'Go to Clients'),
  command('campaigns', 'Go to Campaigns'),
  command('theme', 'Theme…', { group: 'Appearance', keywords: ['dark', 'light'] }),
  command('down', 'Next row', { inPalette: false }),
];

test('with nothing typed the recent commands come first, then the rest in order', () => {
  expect(rankCommands(all, '', ['theme']).map((one) => one.id)).toEqual(['theme', 'clients', 'campaigns']);
});

test('movements stay out of the palette', () => {
  expect(rankCommands(all, 'next', []).map((one) => one.id)).toEqual([]);
});

test('the better match stands first, and keywords are found', () => {
  expect(rankCommands(all, 'camp', []).at(0)?.id).toBe('campaigns');
  expect(rankCommands(all, 'dark', []).map((one) => one.id)).toEqual(['theme']);
});

test('among equal matches the recent one stands first', () => {
  expect(rankCommands(all, 'go to', ['campaigns']).map((one) => one.id)).toEqual(['campaigns', 'clients']);
});

test('a forgotten recent command is left out', () => {
  expect(rankCommands(all, '', ['gone']).map((one) => one.id)).toEqual(['clients', 'campaigns', 'theme']);
});

test('never more than fifty rows', () => {
  const many = Array.from({ length: 80 }, (_, index) => command(`c${index}`, `Client ${index}`));
  expect(rankCommands(many, '', [])).toHaveLength(50);
  expect(rankCommands(many, 'client', [])).toHaveLength(50);
  const options = many.map(({ id, title }) => ({ value: id, title }));
  expect(rankOptions(options, 'client')).toHaveLength(50);
});

test('options are found by title, hint and keywords', () => {
  const options = [
    { value: '1', title: 'Halden Freight', hint: 'XG-AB12CD' },
    { value: '2', title: 'Ostara Foods', keywords: ['restaurant'] },
  ];
  expect(rankOptions(options, 'ab12').map((one) => one.value)).toEqual(['1']);
  expect(rankOptions(options, 'restau').map((one) => one.value)).toEqual(['2']);
});
