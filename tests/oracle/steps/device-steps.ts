/** What happens to one device. Each answers a sentence about it. */
import { discardPending, retryPending } from '../../../electron/desktop/pending-list.ts';
import type { Random } from '../../../shared/testing/agency/random.ts';
import type { Device } from '../device/device.ts';
import { CALM, type Weather } from '../device/network.ts';
import type { World } from '../world/world.ts';
import { whileAlive } from './edit.ts';

export type Perform = (world: World, device: Device, random: Random) => Promise<string> | string;

const DAY_MS = 86_400_000;

export const goOffline: Perform = (_world, device) => {
  device.network.block('all');
  return `${device.name} goes offline`;
};

export const goOnline: Perform = async (world, device, random) => {
  device.network.block('none');
  if (random.chance(0.5)) await wake(world, device, random);
  return `${device.name} comes online`;
};

export const blockOneWay: Perform = (_world, device, random) => {
  const way = random.pick(['up', 'down'] as const);
  device.network.block(way);
  return `${device.name} can no longer ${way === 'up' ? 'send' : 'receive'}`;
};

export const badWeather: Perform = (_world, device, random) => {
  const some = () => (random.chance(0.5) ? random.next() * 0.3 : 0);
  const weather: Weather = {
    lost: some(),
    answerLost: some(),
    doubled: some(),
    late: some(),
    cut: some(),
    gateway: some(),
    refused: random.chance(0.3) ? 0.05 : 0,
  };
  device.network.setWeather(weather);
  const named = Object.entries(weather).filter(([, share]) => share > 0);
  return `the network of ${device.name} turns bad (${named.map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ')})`;
};

export const calm: Perform = (_world, device) => {
  device.network.setWeather(CALM);
  return `the network of ${device.name} is good again`;
};

export const daysOffline: Perform = (world, device, random) => {
  device.network.block('all');
  const days = random.int(1, 30);
  world.time.pass(days * DAY_MS);
  return `${device.name} goes offline and ${days} days pass`;
};

export const wake: Perform = async (world, device) => {
  if (!device.isUp()) return `${device.name} is off`;
  const workspace = await whileAlive(world, device)(device.workspace());
  workspace?.wake();
  return `${device.name} wakes up`;
};

export const skewClock: Perform = (_world, device, random) => {
  const minutes = random.int(-3_000, 3_000);
  device.skewClock(minutes * 60_000);
  return `the clock of ${device.name} is ${minutes} minutes off`;
};

export const moveWindow: Perform = (_world, device, random) => {
  const window = { offset: random.int(0, 40), limit: random.int(5, 40) };
  device.moveWindow(window);
  return `${device.name} scrolls to ${window.offset}`;
};

/** Rejected changes are put away or tried again, waiting ones withdrawn. */
export const tidyPending: Perform = async (world, device, random) => {
  const living = whileAlive(world, device);
  const workspace = device.isUp() ? await living(device.workspace()) : null;
  const open =
    workspace?.outbox.open().filter(({ phase }) => phase === 'rejected' || phase === 'queued') ?? [];
  if (!workspace || open.length === 0) return `${device.name} has nothing to tidy`;
  const { id, seq, phase, name } = random.pick(open);
  const parties = await living(workspace.mutationParties());
  if (!parties) return `${device.name} was killed`;
  const isRetry = phase === 'rejected' && random.chance(0.3);
  const known = new Set(workspace.outbox.open().map((entry) => entry.id));
  // Until it is known how it ended, either end is right.
  world.ledger.mark(id, 'asked');
  const work = isRetry ? retryPending(parties, seq) : discardPending(parties, seq);
  const outcome = await living(work.then(() => 'done').catch(() => 'refused'));
  for (const entry of workspace.outbox.open()) {
    if (known.has(entry.id)) continue;
    world.ledger.ask(entry.id, device.name, entry.name);
  }
  const isGone = workspace.outbox.find(id) === undefined;
  if (outcome === 'done' && isGone) world.ledger.mark(id, phase === 'queued' ? 'withdrawn' : 'put_away');
  if (outcome === 'refused' && !isGone) world.ledger.mark(id, 'told');
  return `${device.name} ${isRetry ? 'tries again' : phase === 'queued' ? 'withdraws' : 'puts away'} ${name}: ${outcome ?? 'killed'}`;
};
