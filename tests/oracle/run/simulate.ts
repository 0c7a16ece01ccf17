/** Plays a list of steps in a fresh world. */
import type { ReplicaEngine } from '../device/replica-engine.ts';
import { perform } from '../steps/perform.ts';
import type { Step } from '../steps/step.ts';
import type { Cluster } from '../world/cluster.ts';
import type { Template } from '../world/template.ts';
import { inTime } from '../world/in-time.ts';
import { createWorld } from '../world/world.ts';

export type Stage = {
  readonly cluster: Cluster;
  readonly template: Template;
  /** One for each device. */
  readonly engines: readonly ReplicaEngine[];
};

export type Outcome = {
  readonly violations: readonly string[];
  readonly story: readonly string[];
  /** How many steps were played until something was found, or all. */
  readonly played: number;
  readonly changes: number;
  readonly ms: number;
};

/** `tell` hears each sentence of the story as it happens. */
export async function simulate(
  stage: Stage,
  seed: number,
  steps: readonly Step[],
  tell: (sentence: string) => void = () => undefined,
): Promise<Outcome> {
  const started = performance.now();
  const world = await createWorld({ seed, ...stage });
  let played = 0;
  try {
    for (const device of world.devices) await device.start();
    for (const step of steps) {
      await perform(world, step);
      tell(world.story.at(-1) ?? '');
      played += 1;
      if (world.violations.length > 0) break;
      world.time.pass(5 + (step.seed % 30));
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (cause) {
    world.violations.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  } finally {
    await inTime(world.close(), 'the end of the world').catch((cause: unknown) => {
      world.violations.push(String(cause));
    });
  }
  return {
    violations: world.violations,
    story: world.story,
    played,
    changes: world.ledger.all().length,
    ms: performance.now() - started,
  };
}
