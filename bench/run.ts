import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from './kit/machine.ts';
import type { Bench, Figure } from './kit/types.ts';

/** `npm run bench -- --list`, `npm run bench -- NAME`, `npm run bench -- NAME --json`. One file a figure. */
const folder = import.meta.dirname;

async function main(argv: readonly string[]): Promise<void> {
  const name = argv.find((word) => !word.startsWith('--'));
  const benches = await loadBenches();
  if (argv.includes('--list') || !name) {
    for (const bench of benches) process.stdout.write(`${bench.name.padEnd(20)} ${bench.describe}\n`);
    return;
  }
  const bench = benches.find((candidate) => candidate.name === name);
  if (!bench) {
    process.stderr.write(`No figure is called "${name}". npm run bench -- --list names them.\n`);
    process.exit(64);
  }
  const machine = describeMachine();
  const { figures } = await bench.run();
  const report = { name: bench.name, at: new Date().toISOString(), machine, figures };
  process.stdout.write(
    argv.includes('--json') ? `${JSON.stringify(report)}\n` : `${figures.map(line).join('\n')}\n`,
  );
}

async function loadBenches(): Promise<readonly Bench[]> {
  const files = (await readdir(folder))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const module: { readonly bench: Bench } = await import(join(folder, file));
      return module.bench;
    }),
  );
}

function line(figure: Figure): string {
  const target =
    figure.target === null ? '' : `  target ${figure.better === 'lower' ? '≤' : '≥'} ${figure.target}`;
  const baseline = figure.baseline
    ? `  ${figure.baseline.name} ${figure.baseline.value} (× ${figure.ratio})`
    : '';
  return `${figure.name.padEnd(44)} ${String(figure.value).padStart(10)} ${figure.unit}${target}${baseline}`;
}

await main(process.argv.slice(2));
process.exit(0);
