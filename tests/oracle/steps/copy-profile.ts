import type { Perform } from './device-steps.ts';
import { whileAlive } from './edit.ts';

/**
 * The folder of one device is copied over another of the same person: two programs share a device id and a past. What
 * the other one had not sent yet would be gone by the person's own hand, so it has to have sent everything.
 */
export const copyProfile: Perform = async (world, device) => {
  const other = world.devices.find((one) => one !== device && one.person.id === device.person.id);
  if (!other?.isUp() || !device.isUp()) return `${device.name} has no second device`;
  const workspace = await whileAlive(world, other)(other.workspace());
  if (!workspace || workspace.outbox.view().pending > 0) return `${other.name} still has changes to send`;
  const isOwn = new Set(workspace.outbox.open().map(({ id }) => id));
  for (const { id } of world.ledger.all()) if (isOwn.has(id)) world.ledger.mark(id, 'put_away');
  await device.kill();
  await other.kill();
  other.disk.copyFrom(device.disk);
  await other.replica.wipe();
  await device.start();
  await other.start();
  return `the folder of ${device.name} is copied to ${other.name}`;
};
