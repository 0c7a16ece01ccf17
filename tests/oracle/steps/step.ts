/**
 * A simulation is a list of steps. Each carries its own seed, so that leaving some out changes nothing about the others:
 * that is what makes a failing list shrink.
 */
import { createRandom, type Random } from '../../../shared/testing/agency/random.ts';

/** How often each happens, of about a thousand. */
const KINDS = {
  edit: 560,
  burst: 30,
  settle_conflict: 25,
  go_offline: 18,
  go_online: 40,
  block_one_way: 8,
  bad_weather: 22,
  calm: 22,
  pass_time: 60,
  days_offline: 3,
  wake: 10,
  skew_clock: 4,
  move_window: 10,
  tidy_pending: 16,
  take_back: 25,
  kill_program: 12,
  lose_power: 8,
  kill_program_midway: 10,
  kill_replica: 8,
  kill_replica_midway: 10,
  delete_replica: 1,
  replica_disk_full: 8,
  outbox_disk_fault: 8,
  kill_writes: 3,
  fault_in_write: 18,
  kill_shapes: 3,
  cut_connections: 3,
  prune_log: 5,
  lose_slot: 1,
  change_scope: 5,
  change_role: 1.5,
  foreign_sql: 6,
  add_column: 0.7,
  add_label: 0.5,
  copy_profile: 1.5,
  restore_backup: 0.7,
  rest: 7,
} as const;

export type StepKind = keyof typeof KINDS;
export type Step = { readonly kind: StepKind; readonly device: number; readonly seed: number };

export const STEP_KINDS = Object.keys(KINDS) as readonly StepKind[];
const WEIGHTED = Object.entries(KINDS) as readonly (readonly [StepKind, number])[];

/** The steps of a seed; the last one always is a rest. */
export function makeSteps(seed: number, count: number, devices: number): readonly Step[] {
  const random = createRandom(seed).fork('steps');
  const steps = Array.from({ length: Math.max(0, count - 1) }, () => makeStep(random, devices));
  return [...steps, { kind: 'rest', device: 0, seed: 0 }];
}

function makeStep(random: Random, devices: number): Step {
  return {
    kind: random.weighted(WEIGHTED),
    device: random.int(0, devices - 1),
    seed: random.int(0, 0xff_ff_ff_ff),
  };
}
