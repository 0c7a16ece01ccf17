/** Carries out one step and answers a sentence about it. */
import { createRandom } from '../../../shared/testing/agency/random.ts';
import { checkWorld } from '../checks/check-world.ts';
import { inTime } from '../world/in-time.ts';
import type { World } from '../world/world.ts';
import { copyProfile } from './copy-profile.ts';
import * as crash from './crash-steps.ts';
import * as device from './device-steps.ts';
import { edit, settleConflict } from './edit.ts';
import { restoreBackup } from './restore-backup.ts';
import * as server from './server-steps.ts';
import { takeBack } from './take-back.ts';
import type { Step, StepKind } from './step.ts';

const burst: device.Perform = async (world, one, random) => {
  const count = random.int(3, 12);
  for (let n = 0; n < count; n += 1) await edit(world, one, random.fork(`edit ${n}`));
  return `${count} changes in a row on ${one.name}`;
};

const passTime: device.Perform = (world, _device, random) => {
  const ms = random.weighted([
    [random.int(10, 500), 6],
    [random.int(500, 5_000), 3],
    [random.int(5_000, 90_000), 1],
  ]);
  world.time.pass(ms);
  return `${ms} ms pass`;
};

const rest: device.Perform = async (world) => {
  world.violations.splice(0, world.violations.length, ...(await checkWorld(world)));
  return 'everything is healed and comes to rest';
};

const PERFORM: Readonly<Record<StepKind, device.Perform>> = {
  edit,
  burst,
  rest,
  settle_conflict: settleConflict,
  go_offline: device.goOffline,
  go_online: device.goOnline,
  block_one_way: device.blockOneWay,
  bad_weather: device.badWeather,
  calm: device.calm,
  pass_time: passTime,
  days_offline: device.daysOffline,
  wake: device.wake,
  skew_clock: device.skewClock,
  move_window: device.moveWindow,
  tidy_pending: device.tidyPending,
  take_back: takeBack,
  kill_program: crash.killProgram,
  lose_power: crash.losePower,
  kill_program_midway: crash.killProgramMidway,
  kill_replica: crash.killReplica,
  kill_replica_midway: crash.killReplicaMidway,
  delete_replica: crash.deleteReplica,
  replica_disk_full: crash.replicaDiskFull,
  outbox_disk_fault: crash.outboxDiskFault,
  kill_writes: server.killWrites,
  fault_in_write: server.faultInWrite,
  kill_shapes: server.killShapes,
  cut_connections: server.cutConnections,
  prune_log: server.pruneLog,
  lose_slot: server.loseSlot,
  change_scope: server.changeScope,
  change_role: server.changeRole,
  foreign_sql: server.foreignSql,
  add_column: server.addColumn,
  add_label: server.addLabel,
  copy_profile: copyProfile,
  restore_backup: restoreBackup,
};

const LONGEST_STEP_MS = 240_000;

export async function perform(world: World, step: Step): Promise<void> {
  const one = world.devices[step.device % world.devices.length];
  if (!one) return;
  const work = Promise.resolve(PERFORM[step.kind](world, one, createRandom(step.seed)));
  world.story.push(await inTime(work, `${step.kind} on ${one.name}`, LONGEST_STEP_MS));
}
