/** The loaders as processes of their own, so that each has its memory to itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { peakMegabytes, processorSeconds } from '../process-cost.ts';

const loadedSchema = z.object({ ms: z.number(), rows: z.number() });

export type LoaderRun = {
  readonly seconds: number;
  readonly rows: number;
  /** MB; null where the system does not tell. */
  readonly peak: number | null;
  /** Seconds of processor time since its start, loading its program included. */
  readonly processor: number | null;
};

/** Runs one of the programs beside this file. Throws when it ends without a result. */
export async function runLoader(program: string, args: readonly string[]): Promise<LoaderRun> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    ended.then(([code]) => Promise.reject(new Error(`${program} ended with ${code}`))),
  ]);
  const { ms, rows } = loadedSchema.parse(JSON.parse(line));
  const pid = child.pid ?? 0;
  const run = {
    seconds: ms / 1000,
    rows,
    peak: await peakMegabytes(pid),
    processor: await processorSeconds(pid),
  };
  child.stdin.end();
  await ended;
  return run;
}
