import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

import type {
  MutationResult,
  UploadRequest,
  UploadResponse,
} from '../../../shared/contracts/server/mutations.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { createConnectivity } from '../connectivity/connectivity.ts';
import { virtualTimers } from '../connectivity/virtual-timers.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { memoryFiles } from '../outbox/testing/memory-files.ts';
import type { Settlement } from '../../replica/types.ts';
import { startUploader } from './uploader.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Fault =
  | 'lost_request'
  | 'lost_answer'
  | 'truncated'
  | 'unavailable'
  | 'stopped_early'
  | 'stopped_at_once';

/** A server that keeps the contract: numbers per device, answers by id, an epoch; and a network that does not. */
function fakeServer() {
  const lastSeq = new Map<string, number>();
  const bySeq = new Map<string, string>();
  const results = new Map<string, MutationResult>();
  const effects: string[] = [];
  const faults: Fault[] = [];
  const server = {
    epoch: randomUUID(),
    rejects: new Set<string>(),
    inFlight: 0,
    effects,
    faults,
    forget,
    clone,
  };
  let mostInFlight = 0;

  function forget(): void {
    server.epoch = randomUUID();
    lastSeq.clear();
    bySeq.clear();
    results.clear();
    effects.length = 0;
  }
  /** As if another copy of the profile had used the device's next numbers. */
  function clone(deviceId: string, seq: number): void {
    bySeq.set(`${deviceId}/${seq}`, randomUUID());
    lastSeq.set(deviceId, seq);
  }

  function take(request: UploadRequest, until: number): UploadResponse {
    const answer = (status: UploadResponse['status'], done: MutationResult[]): UploadResponse => ({
      status,
      epoch: server.epoch,
      last_seq: lastSeq.get(request.device_id) ?? 0,
      wal_lsn: String(effects.length),
      results: done,
    });
    if (request.epoch !== null && request.epoch !== server.epoch) return answer('epoch_changed', []);
    const done: MutationResult[] = [];
    for (const mutation of request.mutations.slice(0, until)) {
      const recorded = results.get(mutation.id);
      if (recorded) {
        done.push(recorded);
        continue;
      }
      const place = `${request.device_id}/${mutation.seq}`;
      if (bySeq.has(place) || mutation.seq <= (lastSeq.get(request.device_id) ?? 0)) {
        return answer('device_cloned', done);
      }
      const rejected = server.rejects.has(mutation.id);
      if (!rejected) effects.push(mutation.id);
      bySeq.set(place, mutation.id);
      lastSeq.set(request.device_id, mutation.seq);
      const result: MutationResult = {
        id: mutation.id,
        seq: mutation.seq,
        outcome: rejected ? 'rejected' : 'accepted',
        reason: rejected ? { code: 'forbidden', hint: 'Not yours.' } : null,
        xid: rejected ? null : String(effects.length),
      };
      results.set(mutation.id, result);
      done.push(result);
    }
    return answer(done.length < request.mutations.length ? 'stopped' : 'ok', done);
  }

  async function upload(request: UploadRequest): Promise<UploadResponse> {
    server.inFlight += 1;
    mostInFlight = Math.max(mostInFlight, server.inFlight);
    await Promise.resolve();
    try {
      const fault = faults.shift();
      const network = new AppError('offline', fault ?? '', { details: { failure: 'network' } });
      if (fault === 'lost_request') throw network;
      if (fault === 'unavailable')
        throw new AppError('unavailable', '503', { details: { failure: 'server' } });
      const until =
        fault === 'stopped_early' ? 1 : fault === 'stopped_at_once' ? 0 : Number.POSITIVE_INFINITY;
      const response = take(request, until);
      if (fault === 'lost_answer' || fault === 'truncated') throw network;
      return response;
    } finally {
      server.inFlight -= 1;
    }
  }
  return Object.assign(server, { upload, mostInFlight: () => mostInFlight });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
}

async function setUp(memory = memoryFiles(), server = fakeServer()) {
  const timers = virtualTimers(settle);
  const connectivity = createConnectivity({ timers, random: () => 0.5 });
  const outbox = await openOutbox({
    files: memory.files,
    deviceId: '00000000-0000-4000-8000-000000000001',
    clock: { now: () => 1_760_000_000_000 + timers.now() },
  });
  const settled: Settlement[] = [];
  const faults: (string | null)[] = [];
  let tokenWorks = true;
  const events = {
    refreshToken: async () => tokenWorks,
    probe: async () => 'there' as const,
    rereadSession: () => undefined,
    regainAccess: async () => false,
    newDeviceId: () => randomUUID(),
    deviceChanged: async () => undefined,
    localFault: (error: AppError | null) => void faults.push(error?.code ?? null),
    drained: () => undefined,
  };
  const uploader = startUploader({
    outbox,
    server,
    connectivity,
    timers,
    events,
    replica: {
      settle: async (some) => void settled.push(...some),
      markSent: async () => undefined,
    },
  });
  const edit = async (): Promise<string> => {
    const { id } = await outbox.append({
      id: randomUUID(),
      name: 'notes.edit',
      version: 1,
      args: {},
      expected: {},
      at: '2026-11-24T08:00:00.000Z',
    });
    uploader.kick();
    return id;
  };
  const loseToken = (): void => void (tokenWorks = false);
  return {
    memory,
    server,
    timers,
    connectivity,
    outbox,
    uploader,
    settled,
    faults,
    edit,
    loseToken,
  };
}

test('changes reach the server in order, one request at a time, and are settled in the replica', async () => {
  const desk = await setUp();
  const ids = [];
  for (let n = 0; n < 5; n += 1) ids.push(await desk.edit());
  await desk.timers.advance(0);
  expect(desk.server.effects).toEqual(ids);
  expect(desk.settled.map((one) => [one.id, one.outcome])).toEqual(ids.map((id) => [id, 'accepted']));
  expect(desk.server.mostInFlight()).toBe(1);
  expect(desk.outbox.view()).toMatchObject({ pending: 5, unanswered: 0 });
});

test('a rejected change carries its reason and does not stop the next', async () => {
  const desk = await setUp();
  desk.server.faults.push('unavailable');
  const [bad, good] = [await desk.edit(), await desk.edit()];
  desk.server.rejects.add(bad);
  await desk.timers.advance(5_000);
  expect(desk.server.effects).toEqual([good]);
  expect(desk.settled[0]).toMatchObject({ id: bad, outcome: 'rejected', reason: { hint: 'Not yours.' } });
  expect(desk.outbox.view()).toMatchObject({ rejected: 1 });
});

test('a cloned profile takes a new device id and drops nothing', async () => {
  const desk = await setUp();
  desk.server.clone(desk.outbox.view().deviceId, 2);
  const ids = [await desk.edit(), await desk.edit(), await desk.edit()];
  await desk.timers.advance(5_000);
  expect(desk.server.effects).toEqual(ids);
  expect(desk.outbox.view().deviceId).not.toBe('00000000-0000-4000-8000-000000000001');
});

test('a server restored from a backup gets the last days again, then the new changes', async () => {
  const desk = await setUp();
  const before = [await desk.edit(), await desk.edit()];
  await desk.timers.advance(0);
  await desk.outbox.recordArrived(before);
  desk.server.forget();
  const after = await desk.edit();
  await desk.timers.advance(5_000);
  expect(desk.server.effects).toEqual([...before, after]);
});

test('a full disk keeps the answer from the replica until it can be kept here', async () => {
  const desk = await setUp();
  await desk.edit();
  desk.memory.failNext('write', 'ENOSPC', 3);
  await desk.timers.advance(0);
  expect(desk.settled).toEqual([]);
  expect(desk.faults).toContain('disk_full');
  await desk.timers.advance(60_000);
  expect(desk.settled).toHaveLength(1);
  expect(desk.faults.at(-1)).toBeNull();
});

test('a refused token stops the sending and keeps everything', async () => {
  const desk = await setUp();
  desk.server.upload = async () => {
    throw new AppError('unauthenticated', '401');
  };
  desk.loseToken();
  await desk.edit();
  await desk.timers.advance(60_000);
  expect(desk.connectivity.current().state).toBe('signed_out');
  expect(desk.outbox.view()).toMatchObject({ pending: 1, unanswered: 1 });
});

test('a server that refuses this program is not asked again until someone says so', async () => {
  const desk = await setUp();
  let asked = 0;
  desk.server.upload = async () => {
    asked += 1;
    throw new AppError('too_old', '426', { hint: 'Update the desktop.' });
  };
  await desk.edit();
  await desk.timers.advance(600_000);
  expect(asked).toBe(1);
  expect(desk.connectivity.current()).toMatchObject({ state: 'stopped', reason: 'Update the desktop.' });
});

test('each change takes effect exactly once and in order, whatever the network and power do', async () => {
  const faultOf = fc.constantFrom<Fault>(
    'lost_request',
    'lost_answer',
    'truncated',
    'unavailable',
    'stopped_early',
    'stopped_at_once',
  );
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: faultOf }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(3_000) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('power' as const), keep: fc.constantFrom(0, 0.5, 1) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clone' as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const memory = memoryFiles();
      const server = fakeServer();
      let desk = await setUp(memory, server);
      const acknowledged: string[] = [];
      for (const one of steps) {
        if (one.do === 'edit') acknowledged.push(await desk.edit());
        else if (one.do === 'fault') server.faults.push(one.fault);
        else if (one.do === 'wait') await desk.timers.advance(one.ms);
        else if (one.do === 'clone')
          server.clone(desk.outbox.view().deviceId, desk.outbox.view().pending + 1);
        else {
          memory.losePower(one.keep);
          desk = await setUp(memory, server);
        }
      }
      await desk.timers.advance(600_000);
      expect(server.effects).toEqual(acknowledged);
      expect(desk.outbox.view().unanswered).toBe(0);
      await desk.uploader.stop();
    }),
    { numRuns: 100 },
  );
});
