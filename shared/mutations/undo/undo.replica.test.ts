/** Every kind of mutation, made and taken back and made again on a real database: the rows are what they were. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSyncedTable } from '../../schema/registry.ts';
import type { RawRow } from '../canonical.ts';
import type { RowChange } from '../recorder.ts';
import { SYSTEM_MUTATIONS } from '../registry/people.ts';
import { ALL_MUTATIONS } from '../registry/registry.ts';
import { deviceTables } from '../testing/device-tables.ts';
import { testId } from '../testing/ids.ts';
import { allRows, runStep, tableRows, type Step } from '../testing/run-step.ts';
import { admin, CLIENT, LEAD, manager } from '../testing/scenario/cast.ts';
import { SCENARIO } from '../testing/scenario/scenario.ts';
import { doneRows, type DoneMutation } from './done.ts';
import { planUndo, undoKindOf } from './kinds.ts';
import type { Present } from './plan.ts';
import { CREATED, EXACT, of, WHO_AND_WHEN } from './testing/cases.ts';

let device: PGlite;
let number = 0;

beforeAll(async () => {
  device = await PGlite.create();
  await device.exec(deviceTables());
  for (const step of SCENARIO) await run(step).catch(() => undefined);
}, 180_000);
afterAll(() => device.close());

async function run(step: Step): Promise<DoneMutation> {
  number += 1;
  const changes = new Map<string, RowChange>();
  const recorder = {
    write: (change: RowChange) => {
      const key = `${change.table}/${change.id}`;
      if (isSyncedTable(change.table))
        changes.set(key, { ...change, before: changes.get(key)?.before ?? change.before });
    },
  };
  await runStep(step, { executor: device, side: 'device', number, recorder });
  return {
    name: step.name,
    args: step.args,
    userId: step.actor?.userId ?? null,
    rows: doneRows([...changes.values()]),
  };
}

/** Runs what takes `done` back; answers what was done for it, the last first. */
async function takeBack(done: DoneMutation, actor: Step['actor']): Promise<readonly DoneMutation[]> {
  const plan = planUndo(done, await present(done));
  if (plan.kind === 'none') throw new Error(plan.reason);
  const steps: DoneMutation[] = [];
  for (const { name, args, expected } of plan.steps) {
    const version = ALL_MUTATIONS.find((mutation) => mutation.name === name)?.version ?? 1;
    steps.unshift(await run({ name, args, expected, version, ...(actor ? { actor } : {}) }));
  }
  return steps;
}

async function takeBackAll(all: readonly DoneMutation[], actor: Step['actor']): Promise<DoneMutation[]> {
  const steps: DoneMutation[] = [];
  for (const done of all) steps.unshift(...(await takeBack(done, actor)));
  return steps;
}

async function present(done: DoneMutation): Promise<Present> {
  const rows = new Map<string, RawRow>();
  for (const table of new Set(done.rows.map((row) => row.table))) {
    if (!isSyncedTable(table)) continue;
    for (const row of await tableRows(device, table)) rows.set(`${table}/${String(row['id'])}`, row);
  }
  return (table, id) => rows.get(`${table}/${id}`);
}

type World = Readonly<Record<string, readonly RawRow[]>>;

/** The business rows. When something was changed last or put away is never the same twice; whether it is, is. */
async function world(except: readonly string[] = []): Promise<World> {
  const { activity: _activity, ...tables } = await allRows(device);
  const marked = Object.entries(tables).map(([table, rows]): [string, readonly RawRow[]] => [
    table,
    rows.map((row) => ('deleted_at' in row ? { ...row, deleted_at: row['deleted_at'] !== null } : row)),
  ]);
  return without(Object.fromEntries(marked), ['updated_at', ...except]);
}

function without(tables: World, columns: readonly string[]): World {
  const left = new Set(columns);
  const kept = (row: RawRow) => Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name)));
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.map(kept)]));
}

describe('taken back, every row is what it was, and made again it is what it became', () => {
  test.each(EXACT.map((one, index) => ({ ...one, title: `${one.name} (${index})` })))(
    '$title',
    async (one) => {
      for (const step of one.first ?? []) await run(step);
      const before = await world(one.except);
      const done = await run(one);
      const after = await world(one.except);
      expect(after).not.toEqual(before);
      const undone = await takeBack(done, one.actor);
      expect(await world(one.except)).toEqual(before);
      const redone = await takeBackAll(undone, one.actor);
      const marks = [...(one.except ?? []), ...WHO_AND_WHEN, 'created_at', 'verified_at'];
      expect(await world(marks)).toEqual(without(after, marks));
      await takeBackAll(redone, one.actor);
    },
  );
});

test.each(CREATED)('what $step.name made goes to the trash or the archive, and comes back', async (one) => {
  const there = async () => (await tableRows(device, one.table)).find((row) => row['id'] === one.id) ?? {};
  const undone = await takeBack(await run(one.step), one.step.actor);
  expect(one.gone(await there())).toBe(true);
  for (const step of undone) await takeBack(step, one.step.actor);
  expect(one.gone(await there())).toBe(false);
});

test('every mutation a person can make is taken back here, or says why not', () => {
  const tested = new Set([...EXACT.map(({ name }) => name), ...CREATED.map(({ step }) => step.name)]);
  for (const { name } of ALL_MUTATIONS) {
    if (SYSTEM_MUTATIONS.some((mutation) => mutation.name === name)) continue;
    const kind = undoKindOf(name);
    expect(kind, name).toBeDefined();
    expect(tested.has(name), name).toBe(kind?.kind === 'inverse');
    if (kind?.kind === 'never') expect(kind.reason, name).toMatch(/\.$/);
  }
});

test('what someone changed since stays, the rest goes back', async () => {
  const done = await run({
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { city: 'Rome', country: 'IT' }),
  });
  await run({ name: 'leads/update', actor: admin, args: of(LEAD, { city: 'Paris' }) });
  expect(planUndo(done, await present(done))).toMatchObject({ kind: 'steps', rows: 1, left: 1 });
  await takeBack(done, manager);
  const lead = (await tableRows(device, 'leads')).find((row) => row['id'] === LEAD);
  expect(lead).toMatchObject({ city: 'Paris', country: null });
  expect(planUndo(done, await present(done))).toEqual({
    kind: 'none',
    reason: 'It was changed again since, so it stays as it is.',
  });
});

test('a status that cannot be left says so, also among others that can', async () => {
  const ids = [LEAD, testId(202)];
  await run({
    name: 'leads/update',
    actor: manager,
    args: {
      client_id: CLIENT,
      changes: [
        { id: testId(202), patch: { status: 'bounced' } },
        { id: LEAD, patch: { status: 'contacted' } },
      ],
    },
  });
  const done = await run({
    name: 'leads/update',
    actor: manager,
    args: { client_id: CLIENT, changes: ids.map((id) => ({ id, patch: { status: 'not_interested' } })) },
  });
  expect(planUndo(done)).toMatchObject({ kind: 'steps', rows: 1, left: 1 });
  const final = await run({
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { status: 'unsubscribed' }),
  });
  expect(planUndo(final)).toEqual({
    kind: 'none',
    reason: 'A lead that is unsubscribed cannot become not interested again.',
  });
});

test('a label given to someone is taken from what labels they have by then', async () => {
  const done = await run({
    name: 'leads/update',
    actor: manager,
    args: of(LEAD, { labels: ['hot', 'mine'] }),
  });
  await run({ name: 'leads/update', actor: admin, args: of(LEAD, { labels: ['hot', 'mine', 'theirs'] }) });
  const plan = planUndo(done, await present(done));
  expect(plan).toMatchObject({
    kind: 'steps',
    steps: [{ expected: { [LEAD]: { labels: ['hot', 'mine'] } } }],
  });
});

test('a conflict that was settled and changed since asks about the value of now', async () => {
  const target = { id: testId(82), client_id: CLIENT };
  await run({ name: 'conflicts/reopen', actor: manager, args: target }).catch(() => undefined);
  await run({ name: 'conflicts/resolve', actor: manager, args: { ...target, choice: 'mine' } });
  await run({ name: 'leads/update', actor: admin, args: of(LEAD, { company: 'Fourth Ltd' }) });
  await run({ name: 'conflicts/reopen', actor: manager, args: target });
  const conflict = (await tableRows(device, 'conflicts')).find((row) => row['id'] === target.id);
  expect(conflict).toMatchObject({
    status: 'open',
    theirs: 'Fourth Ltd',
    mine: 'Mine Ltd',
    resolution: null,
  });
});
