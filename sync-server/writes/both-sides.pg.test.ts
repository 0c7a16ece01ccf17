import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '../../tests/support/postgres.ts';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';
import { createSqlStore } from '../../shared/mutations/sql-store.ts';
import { ALL_MUTATIONS } from '../../shared/mutations/registry/registry.ts';
import type { SqlExecutor } from '../../shared/mutations/store-state.ts';
import { deviceTables } from '../../shared/mutations/testing/device-tables.ts';
import { allRows, NOW, outcomeOf, runStep, tableRows } from '../../shared/mutations/testing/run-step.ts';
import { CLIENT } from '../../shared/mutations/testing/scenario/cast.ts';
import { SCENARIO } from '../../shared/mutations/testing/scenario/scenario.ts';
import { testId } from '../../shared/mutations/testing/ids.ts';

let database: TestDatabase;
let server: Client;
let device: PGlite;

beforeAll(async () => {
  database = await createMigratedDatabase();
  server = new Client({ connectionString: database.url });
  await server.connect();
  // A session far from UTC and with another date style must not show in a row.
  await server.query(`set timezone to 'Asia/Kathmandu'; set datestyle to 'SQL, DMY'`);
  device = await PGlite.create();
  await device.exec(deviceTables());
}, 180_000);

afterAll(async () => {
  await device.close();
  await server.end();
  await database.drop();
});

describe('the same mutations on a device and on the server', () => {
  const outcomes: { readonly device: unknown[]; readonly server: unknown[] } = { device: [], server: [] };

  test('the scenario uses every mutation there is', () => {
    const used = new Set(SCENARIO.map(({ name }) => name));
    expect(ALL_MUTATIONS.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  test('each step is taken or refused alike, in the same words', async () => {
    for (const [number, step] of SCENARIO.entries()) {
      outcomes.device.push(await outcomeOf(step, { executor: device, side: 'device', number }));
      outcomes.server.push(await outcomeOf(step, { executor: server, side: 'server', number }));
    }
    expect(outcomes.device).toEqual(outcomes.server);
    expect(outcomes.server).toMatchSnapshot();
  });

  test('every table ends with the same canonical rows', async () => {
    const onDevice = await allRows(device);
    const onServer = await allRows(server);
    for (const table of SYNCED_TABLE_NAMES) expect(onDevice[table], table).toEqual(onServer[table]);
    expect(onServer['leads']?.length).toBe(3);
  });

  test('only the server keeps verifications', async () => {
    expect((await tableRows(server, 'lead_verifications')).length).toBe(5);
  });

  test('values come out in one form', async () => {
    const [client] = await tableRows(device, 'clients');
    expect(client).toMatchObject({
      id: CLIENT,
      company_name: 'Müller & Søn “Ltd”\\',
      labels: ['a,b', 'quo"te', '{}', 'back\\slash'],
      bonus_minor: 90_071_992_547,
      start_date: '2024-02-29',
      settings: { z: [1, { deep: null }], a: 'ß' },
      created_at: NOW,
    });
    expect((await tableRows(server, 'campaign_metrics'))[0]).toMatchObject({
      date: '2026-11-01',
      open_rate: '0.1235',
      reply_rate: '0.5000',
    });
    expect((await tableRows(server, 'incidents'))[0]).toMatchObject({
      detected_at: '2026-11-23T21:59:59.500Z',
    });
  });
});

describe.each([
  ['device', () => device as SqlExecutor],
  ['server', () => server as SqlExecutor],
] as const)('the store on the %s', (side, executor) => {
  const store = () => createSqlStore({ executor: executor(), side, scope: { clientId: CLIENT }, now: NOW });

  test('patches with different columns, unknown rows and repeated ids', async () => {
    const writes: string[] = [];
    const recording = createSqlStore({
      executor: executor(),
      side,
      scope: { clientId: CLIENT },
      now: NOW,
      recorder: {
        write: ({ id, before, after }) =>
          writes.push(`${id} ${String(before?.['city'])}→${String(after?.['city'])}`),
      },
    });
    await recording.update('leads', [
      { id: testId(201), city: 'Rome' },
      { id: testId(202), title: 'CFO' },
      { id: testId(201), country: 'IT' },
      { id: testId(999), city: 'nowhere' },
    ]);
    const rows = await store().get('leads', [testId(202), testId(201), testId(999)]);
    expect(rows.map(({ id, city, title, country }) => [id, city, title, country])).toEqual([
      [testId(202), null, 'CFO', null],
      [testId(201), 'Rome', null, 'IT'],
    ]);
    expect(writes).toEqual([`${testId(201)} null→Rome`, `${testId(202)} null→null`]);
  });

  test('searches by equality, null included', async () => {
    const live = await store().findBy('leads', 'client_id', [CLIENT], { deleted_at: null, archived: false });
    expect(live.map(({ id }) => id)).toEqual([testId(100)]);
    expect(await store().findBy('leads', 'status', ['contacted', 'bounced'])).toHaveLength(1);
    expect(await store().findBy('leads', 'employee_count', [12])).toHaveLength(1);
    expect(await store().findBy('leads', 'id', [])).toEqual([]);
  });

  test('rows of other clients are not there, and cannot be written', async () => {
    const foreign = createSqlStore({ executor: executor(), side, scope: { clientId: testId(11) }, now: NOW });
    expect(await foreign.get('leads', [testId(100)])).toEqual([]);
    await foreign.update('leads', [{ id: testId(100), title: 'stolen' }]);
    await foreign.remove('leads', [testId(100)]);
    expect((await store().get('leads', [testId(100)]))[0]?.title).toBe('CTO');
    await expect(
      store().update('leads', [{ id: testId(100), scope_client_id: testId(11) }]),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      foreign.insert('notes', [
        {
          id: testId(500),
          scope_client_id: CLIENT,
          client_id: CLIENT,
          entity_type: 'lead',
          entity_id: testId(100),
          author_id: testId(1),
          body: 'x',
        },
      ]),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('values a column cannot hold are refused before the database sees them', async () => {
    for (const patch of [
      { employee_count: 2 ** 31 },
      { verified_at: 'yesterday' },
      { status: 'levitating' as 'new' },
      { first_name: 'nul\u0000' },
      { campaign_id: 'not-a-uuid' },
    ]) {
      await expect(store().update('leads', [{ id: testId(100), ...patch }])).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
  });

  test('a thousand rows are one statement, and one more is refused', async () => {
    let statements = 0;
    const counting: SqlExecutor = {
      query: (text, params) => {
        statements += 1;
        return executor().query(text, params);
      },
    };
    await executor().query('begin', []);
    const bulk = createSqlStore({ executor: counting, side, scope: { clientId: CLIENT }, now: NOW });
    const rows = Array.from({ length: 1_000 }, (_, n) => ({
      id: testId(10_000 + n),
      scope_client_id: CLIENT,
      client_id: CLIENT,
      email: `bulk${n}@example.com`,
      email_key: `bulk${n}@example.com`,
    }));
    await bulk.insert('leads', rows);
    expect(statements).toBe(1);
    expect(
      await bulk.get(
        'leads',
        rows.map(({ id }) => id),
      ),
    ).toHaveLength(1_000);
    await expect(bulk.insert('leads', [{ ...rows[0]!, id: testId(1) }])).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await executor().query('rollback', []);
  });

  test('a change of one field is read, written and noted: three statements', async () => {
    const statements: string[] = [];
    const counting: SqlExecutor = {
      query: (text, params) => {
        statements.push(text.split(' ')[0] ?? '');
        return executor().query(text, params);
      },
    };
    const patch = { city: `Rome ${side}` };
    const args = { client_id: CLIENT, changes: [{ id: testId(100), patch }] };
    await runStep({ name: 'leads/update', args }, { executor: counting, side, number: 900 });
    expect(statements).toEqual(['begin', 'select', 'update', 'insert', 'commit']);
  });
});
