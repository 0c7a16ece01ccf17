/** Lists of steps that once failed. They are played first, for ever. */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { STEP_KINDS, type StepKind } from '../steps/step.ts';

const isKind = (kind: string): kind is StepKind => STEP_KINDS.some((known) => known === kind);

const regressionSchema = z.object({
  /** Decides the world and its weather. */
  seed: z.int(),
  found: z.string(),
  steps: z.array(z.object({ kind: z.string().refine(isKind), device: z.int().min(0), seed: z.int().min(0) })),
});
export type Regression = z.infer<typeof regressionSchema>;

const FILE = new URL('../regressions.json', import.meta.url);

export async function readRegressions(): Promise<readonly Regression[]> {
  return z.array(regressionSchema).parse(JSON.parse(await readFile(FILE, 'utf8')));
}

export async function keepRegression(regression: Regression): Promise<void> {
  const known = await readRegressions();
  await writeFile(FILE, `${JSON.stringify([...known, regression], null, 2)}\n`);
}
