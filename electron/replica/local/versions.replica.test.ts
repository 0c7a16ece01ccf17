/** Changes that an older or newer desktop wrote into the outbox, taken up by this one. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestReplica } from '../testing/test-replica.ts';
import { openTestReplica, tableRows, testId, testMutation } from '../testing/test-replica.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const INCIDENT = testId('incident', 1);
let replica: TestReplica;

beforeAll(async () => {
  replica = await openTestReplica();
  await replica.sync.applyCut({
    changes: [
      {
        table: 'incidents',
        op: 'insert',
        id: INCIDENT,
        row: {
          id: INCIDENT,
          severity: 'P2',
          type: 'bounce_rate',
          description: 'x',
          status: 'resolved',
          resolution: 'Paused it.',
          auto_resolved: 'f',
          detected_at: '2026-01-01 00:00:00+00',
        },
      },
    ],
    positions: [],
    arrived: [],
    lsn: '1',
    asOf: null,
  });
});
afterAll(() => replica.close());

const incident = async () => (await tableRows(replica.pglite, 'incidents'))[0];

test('arguments of an older version are upgraded when the outbox is restored', async () => {
  // Version 1 could not say what the resolution becomes, so that it stays.
  const args = { id: INCIDENT, client_id: null, resolution: null };
  const old = testMutation(1, 'incidents/reopen', args);
  expect(await replica.local.restorePending([old])).toEqual([]);
  expect(await incident()).toMatchObject({ status: 'open', resolution: 'Paused it.' });
  await replica.local.restorePending([]);
  expect(await incident()).toMatchObject({ status: 'resolved' });
  expect(await replica.local.restorePending([{ ...old, version: 2 }])).toEqual([]);
  expect(await incident()).toMatchObject({ status: 'open', resolution: null });
  await replica.local.restorePending([]);
});

test('a version this program does not know stays pending without effect, with a hint to update', async () => {
  const args = { id: INCIDENT, client_id: null };
  const refused = await replica.local.restorePending([
    { ...testMutation(1, 'incidents/reopen', args), version: 99 },
  ]);
  expect(refused).toMatchObject([
    { seq: 1, error: { code: 'too_old', hint: expect.stringContaining('Update') } },
  ]);
  expect(await incident()).toMatchObject({ status: 'resolved' });
});
