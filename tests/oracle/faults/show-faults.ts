/** Each fault in a process of its own: a changed module cannot be loaded twice. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OracleArguments } from '../run/arguments.ts';
import { appendLine } from '../run/seed-log.ts';
import { FAULTS } from './faults.ts';

const SEEDS = 200;
const STEPS = 200;

/** Answers how many faults were not found. */
export async function showFaults(options: OracleArguments, say: (line: string) => void): Promise<number> {
  const faults = FAULTS.filter(({ name }) => options.only === undefined || name === options.only);
  let missed = 0;
  for (const { name, says } of faults) {
    say(says);
    const { code, text } = await run(name, options);
    const lines = text.trimEnd().split('\n');
    const line = lines.at(-1) ?? `${name}: no answer`;
    for (const told of lines) say(`  ${told}`);
    await appendLine(options.log, `fault ${line}`);
    if (code !== 0) missed += 1;
  }
  say(`${faults.length - missed} of ${faults.length} faults found`);
  return missed;
}

function run(
  name: string,
  { from, story }: OracleArguments,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const file = fileURLToPath(new URL('run-fault.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [file, name, `${from}`, `${SEEDS}`, `${STEPS}`, story ? 'story' : ''],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
}
