import { describe, expect, test } from 'vitest';
import type { DatabaseFacts, Slot } from './facts.ts';
import { judgeDatabase, judgeDisk } from './judge.ts';

const GIB = 1024 ** 3;
const slot = (over: Partial<Slot> = {}): Slot => ({
  name: 'shapes',
  active: true,
  wal_status: 'reserved',
  retained_bytes: 1024,
  same_database: true,
  ...over,
});
const healthy: DatabaseFacts = {
  server: {
    version_num: 180_004,
    version: '18.4',
    wal_level: 'logical',
    standby: false,
    may_replicate: true,
    max_slots: 10,
  },
  slots: [slot()],
  migrations: { state: 'current', withoutIdentity: [] },
};

test('a healthy database has nothing to do', () => {
  const checks = judgeDatabase(healthy);
  expect(checks.map((check) => check.status)).toEqual(checks.map(() => 'ok'));
  expect(checks.map((check) => check.hint)).toEqual(checks.map(() => null));
});

describe('each thing that is wrong has its own check and says what to do', () => {
  test.each<[string, string, Partial<DatabaseFacts>]>([
    ['version', 'fail', { server: { ...healthy.server, version_num: 130_012 } }],
    ['writable', 'fail', { server: { ...healthy.server, standby: true } }],
    ['wal_level', 'fail', { server: { ...healthy.server, wal_level: 'replica' } }],
    ['replication_right', 'fail', { server: { ...healthy.server, may_replicate: false } }],
    ['slots', 'fail', { slots: [slot({ wal_status: 'lost' })] }],
    ['slots', 'warn', { server: { ...healthy.server, max_slots: 1 } }],
    [
      'retained_wal',
      'warn',
      { slots: [slot(), slot({ name: 'old', retained_bytes: 3 * GIB, active: false })] },
    ],
    ['retained_wal', 'warn', { slots: [slot({ wal_status: 'unreserved' })] }],
    ['migrations', 'fail', { migrations: { state: 'pending', tags: ['0001_x'] } }],
    ['migrations', 'fail', { migrations: { state: 'current', withoutIdentity: ['leads'] } }],
    ['migrations', 'fail', { migrations: { state: 'refused', hint: 'Update the server.' } }],
  ])('%s → %s for %j', (name, status, over) => {
    const wrong = judgeDatabase({ ...healthy, ...over }).filter((check) => check.status !== 'ok');
    expect(wrong).toMatchObject([{ name, status, hint: expect.stringMatching(/\w/) }]);
  });

  test("a slot that another database lost is not this one's failure", () => {
    const checks = judgeDatabase({ ...healthy, slots: [slot({ wal_status: 'lost', same_database: false })] });
    expect(checks.every((check) => check.status === 'ok')).toBe(true);
  });
});

test.each([
  [50 * GIB, 'ok'],
  [1 * GIB, 'warn'],
  [1024, 'fail'],
  [null, 'fail'],
])('%s bytes free → %s', (free, status) => {
  expect(judgeDisk(free).status).toBe(status);
});
