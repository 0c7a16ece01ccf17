/** One line a seed, appended as it ends, so that a run that was interrupted goes on where it was. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Outcome } from './simulate.ts';

const LINE = /^seed (\d+) steps (\d+) (ok|FAILED)/;

/** Seeds that are well with at least so many steps. */
export async function readWell(path: string, steps: number): Promise<ReadonlySet<number>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const well = new Set<number>();
  for (const line of text.split('\n')) {
    const [, seed, played, result] = LINE.exec(line) ?? [];
    if (result === 'ok' && Number(played) >= steps) well.add(Number(seed));
    if (result === 'FAILED') well.delete(Number(seed));
  }
  return well;
}

export function seedLine(seed: number, steps: number, outcome: Outcome): string {
  const { violations, changes, ms } = outcome;
  const first = violations[0]?.split('\n')[0] ?? '';
  const result = violations.length === 0 ? 'ok' : 'FAILED';
  const detail = first === '' ? '' : `: ${first.slice(0, 200)}`;
  return `seed ${seed} steps ${steps} ${result} changes ${changes} in ${(ms / 1000).toFixed(1)} s${detail}`;
}

export async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${line}\n`);
}
