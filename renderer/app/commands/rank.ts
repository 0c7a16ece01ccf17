import { matchSorter } from 'match-sorter';

import type { Command, CommandOption } from './command.ts';

/** More rows than this are never drawn: nobody reads them, and typing stays instant. */
const MAX_ROWS = 50;

/**
 * The commands to show for what was typed: best match first; with nothing typed, the recent ones and then the rest in
 * their own order.
 */
export function rankCommands(
  all: readonly Command[],
  search: string,
  recentIds: readonly string[],
): readonly Command[] {
  const offered = all.filter((command) => command.inPalette !== false);
  if (search.trim() === '') {
    const byId = new Map(offered.map((command) => [command.id, command]));
    const recent = recentIds.flatMap((id) => byId.get(id) ?? []);
    const others = offered.filter((command) => !recentIds.includes(command.id));
    return [...recent, ...others].slice(0, MAX_ROWS);
  }
  const recency = new Map(recentIds.map((id, index) => [id, index]));
  return matchSorter([...offered], search.trim(), {
    keys: [
      'title',
      (command) => `${command.group} ${command.title}`,
      { key: (command) => [...(command.keywords ?? [])], maxRanking: matchSorter.rankings.CONTAINS },
    ],
    baseSort: (left, right) => rank(recency, left.item) - rank(recency, right.item),
  }).slice(0, MAX_ROWS);
}

function rank(recency: ReadonlyMap<string, number>, command: Command): number {
  return recency.get(command.id) ?? recency.size;
}

/** The same for the second step of a command. */
export function rankOptions(options: readonly CommandOption[], search: string): readonly CommandOption[] {
  if (search.trim() === '') return options.slice(0, MAX_ROWS);
  return matchSorter([...options], search.trim(), {
    keys: ['title', (option) => [...(option.keywords ?? [])], (option) => option.hint ?? ''],
  }).slice(0, MAX_ROWS);
}
