/** A transaction that somebody left open keeps the slot from letting go of the log behind it. */
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { createRawClient } from './raw-client.ts';
import { startServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';

const LIMIT = 400_000;
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000, interval: 100 });

let subject: ServiceUnderTest | null = null;
let forgotten: Client | null = null;
afterEach(async () => {
  await forgotten?.end();
  await subject?.close();
});

/** Opens a transaction, then writes twice the limit beside it. */
async function holdBack(options: Parameters<typeof startServiceUnderTest>[0]) {
  const started = await startServiceUnderTest(options);
  subject = started;
  await started.sql('create table held(id int primary key, body text)');
  const client = createRawClient(started.ask, 'table=held');
  await client.catchUp();
  forgotten = new Client({ connectionString: started.url });
  await forgotten.connect();
  await forgotten.query('begin');
  await forgotten.query('select pg_current_xact_id()');
  await started.sql(
    `insert into held select g, repeat(md5(g::text), 20) from generate_series(1, $1::int) g`,
    [(2 * LIMIT) / 640],
  );
  await eventually(async () => (await client.catchUp(), client.rows.size)).toBe((2 * LIMIT) / 640);
  return { started, client, open: forgotten };
}

test('log held back beyond the limit raises the alarm until it is let go', async () => {
  const { started, open } = await holdBack({ warnSlotLagBytes: LIMIT });
  const isLagging = async (): Promise<boolean> => {
    await started.sql('checkpoint');
    await started.service().maintain();
    return started.service().metrics().isLagging;
  };
  expect(await isLagging()).toBe(true);
  expect(started.service().metrics().slotLagBytes).toBeGreaterThan(LIMIT);
  await open.query('commit');
  await eventually(isLagging).toBe(false);
});

test('far beyond it the slot is replaced, and clients fetch again and go on', async () => {
  const { started, client, open } = await holdBack({ maxSlotLagBytes: LIMIT });
  const round = started.service().maintain();
  await eventually(async () => {
    const [slot] = await started.sql(
      `select confirmed_flush_lsn is not null as whole from pg_replication_slots where database = current_database()`,
    );
    return slot?.['whole'] ?? false;
  }).toBe(false);
  await open.query('commit');
  await round;
  await started.sql(`insert into held values (-1, 'after')`);
  await eventually(async () => {
    await client.catchUp();
    return client.rows.get('"public"."held"/"-1"')?.['body'];
  }).toBe('after');
  expect(client.refetches()).toBe(1);
  expect(client.rows.size).toBe((2 * LIMIT) / 640 + 1);
});
