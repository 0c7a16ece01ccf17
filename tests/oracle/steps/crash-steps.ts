/** Programs, processes and disks that fail. */
import type { Perform } from './device-steps.ts';
import type { Device } from '../device/device.ts';

async function killAndStart(device: Device, keep: number | null): Promise<void> {
  await device.kill(keep === null ? undefined : { keep });
  await device.start();
}

export const killProgram: Perform = async (_world, device) => {
  await killAndStart(device, null);
  return `the program of ${device.name} is killed and started again`;
};

export const losePower: Perform = async (_world, device, random) => {
  const keep = random.chance(0.5) ? 0 : random.next();
  await killAndStart(device, keep);
  return `${device.name} loses power and is started again`;
};

export const killProgramMidway: Perform = (world, device, random) => {
  const after = random.int(1, 60);
  const keep = random.chance(0.5) ? random.next() : null;
  const fault = random.pick(['killed_before', 'killed_after'] as const);
  device.replica.arm(after, fault, () => world.later(killAndStart(device, keep)));
  return `the program of ${device.name} will be ${fault.replace('_', ' ')} its statement ${after} from now`;
};

export const killReplica: Perform = async (_world, device) => {
  await device.replica.kill();
  return `the replica process of ${device.name} is killed`;
};

export const killReplicaMidway: Perform = (world, device, random) => {
  const after = random.int(1, 60);
  const fault = random.pick(['killed_before', 'killed_after'] as const);
  device.replica.arm(after, fault, () => world.later(device.replica.kill()));
  return `the replica process of ${device.name} will be ${fault.replace('_', ' ')} its statement ${after} from now`;
};

export const deleteReplica: Perform = async (_world, device) => {
  await device.kill();
  await device.replica.wipe();
  await device.start();
  return `somebody deletes the replica of ${device.name}`;
};

export const replicaDiskFull: Perform = (_world, device, random) => {
  const after = random.int(1, 30);
  device.replica.arm(after, 'disk_full', () => undefined);
  return `the replica of ${device.name} will find no space at its statement ${after} from now`;
};

export const outboxDiskFault: Perform = (_world, device, random) => {
  const operation = random.pick(['write', 'sync'] as const);
  device.disk.outbox.failNext(operation, operation === 'write' ? 'ENOSPC' : 'EIO', 1, random.int(0, 40));
  return `the outbox of ${device.name} will fail its next ${operation}`;
};
