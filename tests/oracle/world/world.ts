/** A simulated world: one server, a few devices, one clock, and what is known to have been promised. */
import { createServerApi } from '../../../electron/session/server-api.ts';
import { createRandom, type Random } from '../../../shared/testing/agency/random.ts';
import { createDevice, type Device } from '../device/device.ts';
import { createDisk } from '../device/disk.ts';
import { createNetwork } from '../device/network.ts';
import type { ReplicaEngine } from '../device/replica-engine.ts';
import { createReplicaLives } from '../device/replica-lives.ts';
import { findRowsOutside, lookAtCut } from '../checks/cuts.ts';
import { createPools, type Pools } from '../steps/pools.ts';
import { startSimServer, type SimServer } from '../server/sim-server.ts';
import type { Cast, CastDevice } from './cast.ts';
import { copyDatabase, dropDatabase, type Cluster } from './cluster.ts';
import { sceneryOf, withoutTables, type Scenery } from './scenery.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { SERVER_URL, WORLD_START_MS, type Template } from './template.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export type World = {
  readonly cast: Cast;
  readonly scenery: Scenery;
  readonly url: string;
  readonly time: VirtualTime;
  readonly server: SimServer;
  readonly devices: readonly Device[];
  readonly ledger: Ledger;
  readonly pools: Pools;
  /** What went wrong, in sentences. */
  readonly violations: string[];
  /** The server has been restored from a backup. */
  wasRestored: boolean;
  /** What happened, in sentences. */
  readonly story: string[];
  /** Lets time pass until the work is done. Throws when it does not end. */
  readonly during: <T>(work: Promise<T>, what: string) => Promise<T>;
  /** Work that a fault has begun; it is over before the world comes to rest. */
  readonly later: (work: Promise<void>) => void;
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const LONGEST_WAIT_MS = 30_000;
/** Share of commits after which somebody looks. */
const LOOKS = 0.08;

export async function createWorld(options: {
  readonly seed: number;
  readonly cluster: Cluster;
  readonly template: Template;
  readonly engines: readonly ReplicaEngine[];
}): Promise<World> {
  const { cluster, template } = options;
  const database = `oracle_${process.pid}_${options.seed}_${(worlds += 1)}`;
  await copyDatabase(cluster, template.name, database);
  const time = createVirtualTime(WORLD_START_MS);
  const server = await startSimServer(cluster.urlOf(database), time.now);
  const random = createRandom(options.seed).fork('world');
  const violations: string[] = [];
  const { cast } = template;
  const scenery = sceneryOf(options.seed);
  const begun = new Set<Promise<void>>();
  const devices = await Promise.all(
    scenery.devices.map((place, index) =>
      addDevice({
        engine: options.engines[index] ?? fail('too few engines'),
        place,
        scenery,
        cast,
        server,
        time,
        random: random.fork(`device ${index}`),
        violations,
      }),
    ),
  );
  return {
    cast,
    scenery,
    url: cluster.urlOf(database),
    time,
    server,
    devices,
    ledger: createLedger(),
    pools: createPools(cast),
    violations,
    wasRestored: false,
    story: [],
    during: (work, what) => passTime(time, work, what),
    later: (work) => {
      const done = work.catch((cause: unknown) => void violations.push(`a fault failed: ${String(cause)}`));
      begun.add(done);
      void done.finally(() => begun.delete(done));
    },
    settled: async () => {
      while (begun.size > 0) await Promise.all(begun);
    },
    close: async () => {
      await Promise.all(begun);
      await Promise.all(devices.map((device) => device.kill()));
      await server.stop();
      await dropDatabase(cluster, database);
    },
  };
}

let worlds = 0;

async function addDevice(parts: {
  readonly engine: ReplicaEngine;
  readonly place: number;
  readonly scenery: Scenery;
  readonly cast: Cast;
  readonly server: SimServer;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly violations: string[];
}): Promise<Device> {
  const { engine, cast, server, time, random, violations } = parts;
  const who = cast.devices[parts.place] ?? fail('more devices than the cast has');
  const name = nameOf(cast, who);
  await engine.wipe();
  const info = await createServerApi(SERVER_URL, (url, init) =>
    server.answer(new Request(url, init)),
  ).session(who.token);
  const network = createNetwork({
    answer: server.answer,
    random: random.fork('network'),
    scenery: parts.scenery,
    timers: time.timers(() => true),
  });
  const twins = cast.clients.flatMap((client) => client.twins);
  const looks = random.fork('looks');
  engine.onCommit(async (sql) => {
    if (!looks.chance(LOOKS)) return;
    for (const found of await lookAtCut(sql, twins)) violations.push(`${name} showed ${found}`);
  });
  const replica = createReplicaLives({
    engine,
    fetch: network.fetch,
    timers: time.timers,
    now: time.now,
    random: random.fork('replica'),
    watcher: {
      onDropped: async (keep) => {
        const left = await findRowsOutside(engine.sql, keep);
        if (left) violations.push(`${name} kept ${left} after they had left its scope`);
      },
    },
  });
  const disk = createDisk(who, withoutTables(info, parts.scenery), time.now());
  return createDevice({
    name,
    person: who.person,
    disk,
    network,
    replica,
    time,
    random: random.fork('program'),
  });
}

function nameOf(cast: Cast, who: CastDevice): string {
  const own = cast.devices.filter(({ person }) => person.id === who.person.id);
  return own.length === 1 ? who.person.name : `${who.person.name} ${own.indexOf(who) + 1}`;
}

async function passTime<T>(time: VirtualTime, work: Promise<T>, what: string): Promise<T> {
  const over = Symbol('over');
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const pause = new Promise<typeof over>((resolve) => setTimeout(() => resolve(over), 1));
    const first = await Promise.race([work, pause]);
    if (first !== over) return first as T;
    if (Date.now() > until) throw new Error(`${what} does not end`);
    time.pass(10);
  }
}

function fail(message: string): never {
  throw new Error(message);
}
