/** What can befall a snapshot while it is being written or kept: rows that are gone must never pass for no rows. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRawClient, type RawClient } from './raw-client.ts';
import { startServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';

const GATE = 4711;
const ROWS = 60;

let subject: ServiceUnderTest;
let gate: Client;
beforeAll(async () => {
  subject = await startServiceUnderTest({ chunkBytes: 2_000, lockTimeoutMs: 60_000 });
  gate = new Client({ connectionString: subject.url });
  await gate.connect();
});
afterAll(async () => {
  await gate.end();
  await subject.close();
});
let tables = 0;
afterEach(async () => {
  await gate.query('select pg_advisory_unlock_all(); drop function if exists xg_shapes.wait cascade');
});

async function makeTable(): Promise<string> {
  const name = `kept_${(tables += 1)}`;
  await subject.sql(`create table ${name}(id int primary key, pad text);
    insert into ${name} select g, repeat('p', 300) from generate_series(1, ${ROWS}) g`);
  return name;
}

/** From here on the second chunk of a snapshot waits until the gate is opened. */
async function shutGate(): Promise<void> {
  await gate.query(`select pg_advisory_lock(${GATE});
    create function xg_shapes.wait() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$;
    create trigger wait before insert on xg_shapes.snapshot_parts
      for each row when (new.chunk = 1) execute function xg_shapes.wait()`);
}

const openGate = (): Promise<unknown> => gate.query(`select pg_advisory_unlock(${GATE})`);

/** Until somebody waits for a lock. */
async function untilHeld(kind: 'advisory' | 'relation'): Promise<void> {
  const waits = async () =>
    (await gate.query('select from pg_locks where locktype = $1 and not granted', [kind])).rowCount;
  await expect.poll(waits, { timeout: 30_000 }).toBeGreaterThan(0);
}

/** Before the service can take hold of it again. */
const LOSE_SLOT = `
  do $$ declare mine text;
  begin
    select slot_name into strict mine from pg_replication_slots where database = current_database();
    perform pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = mine;
    loop
      begin perform pg_drop_replication_slot(mine); return;
      exception when object_in_use then perform pg_sleep(0.002); end;
    end loop;
  end $$`;

async function breakReplication(): Promise<void> {
  const before = subject.service().metrics().restarts;
  await subject.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'walsender' and datname = current_database()`,
  );
  await expect.poll(() => subject.service().metrics().restarts, { timeout: 30_000 }).toBeGreaterThan(before);
}

/** Reads on as a desktop does: what fails is asked again. */
async function patientCatchUp(client: RawClient): Promise<void> {
  await expect
    .poll(
      () =>
        client
          .catchUp()
          .then(() => true)
          .catch(() => false),
      { timeout: 30_000 },
    )
    .toBe(true);
}

const idsOf = (client: RawClient): readonly number[] =>
  [...client.rows.values()].map(({ id }) => Number(id)).toSorted((a, b) => a - b);
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

test('a snapshot that is being written outlives a broken replication connection', async () => {
  const table = await makeTable();
  await shutGate();
  const client = createRawClient(subject.ask, `table=${table}`);
  const first = client.catchUp();
  await untilHeld('advisory');
  await breakReplication();
  await expect.poll(() => subject.service().health(), { timeout: 30_000 }).toBe('active');
  const late = createRawClient(subject.ask, `table=${table}`);
  const second = patientCatchUp(late);
  await openGate();
  await first;
  await second;
  expect(idsOf(client)).toEqual(upTo(ROWS));
  expect(idsOf(late)).toEqual(upTo(ROWS));
});

test('a snapshot whose first parts are gone when it ends is made again', async () => {
  const table = await makeTable();
  await shutGate();
  const before = createRawClient(subject.ask, `table=${table}`).step();
  await untilHeld('advisory');
  await before;
  // What a crash of the database does to the parts, which are not logged.
  await subject.sql(`delete from xg_shapes.snapshot_parts where chunk = 0`);
  await openGate();
  const client = createRawClient(subject.ask, `table=${table}`);
  await patientCatchUp(client);
  expect(idsOf(client)).toEqual(upTo(ROWS));
});

test('a kept snapshot that is gone is refused, and made again by the next life of the service', async () => {
  const table = await makeTable();
  await createRawClient(subject.ask, `table=${table}`).catchUp();
  await subject.sql(`delete from xg_shapes.snapshot_parts`);
  const client = createRawClient(subject.ask, `table=${table}`);
  await expect(client.catchUp()).rejects.toThrow();
  await subject.restart();
  await patientCatchUp(client);
  expect(idsOf(client)).toEqual(upTo(ROWS));
});

test('a snapshot that began before the change log was lost is not followed by the log of the next', async () => {
  const table = await makeTable();
  // The table is published, so that the next shape on it begins with its snapshot.
  await createRawClient(subject.ask, `table=${table}`).catchUp();
  await gate.query('begin; lock table xg_shapes.transactions in access exclusive mode');
  const client = createRawClient(subject.ask, `table=${table}&where=id > 0`);
  const first = patientCatchUp(client);
  await untilHeld('relation');
  await subject.sql(LOSE_SLOT);
  await subject.sql(`insert into ${table} values (${ROWS + 1}, 'while there was no log')`);
  const forgetting = async () =>
    (
      await subject.sql(
        `select from pg_stat_activity where query ~ '^\\s*truncate' and wait_event_type = 'Lock'`,
      )
    ).length;
  await expect.poll(forgetting, { timeout: 30_000 }).toBe(1);
  await gate.query('rollback');
  await first;
  await patientCatchUp(client);
  expect(idsOf(client)).toEqual(upTo(ROWS + 1));
});
