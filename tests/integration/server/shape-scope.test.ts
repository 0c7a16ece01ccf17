import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAgency } from '../../../shared/testing/agency/agency.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
const agency = makeAgency({
  seed: 3,
  nowMs: Date.parse('2026-11-20T09:00:00Z'),
  size: { clients: 3, campaigns: 6, leads: 60 },
});
const batches = [...agency.batches()].filter((batch) => batch.table !== 'client_assignments');

beforeAll(async () => {
  server = await startTestServer();
  for (const batch of batches) {
    if (batch.rows.length === 0) continue;
    await server.writer.runAsSystem('rows/load', {
      table: batch.table,
      scope_client_id: batch.scope,
      rows: batch.rows,
    });
  }
});
afterAll(() => server.dispose());

const clientIds = batches.flatMap((batch) =>
  batch.table === 'clients' ? batch.rows.map((row) => String(row.id)) : [],
);

/** Every row of a shape's snapshot. */
async function snapshot(token: string, table: string): Promise<readonly Record<string, string | null>[]> {
  const rows: Record<string, string | null>[] = [];
  let query = 'offset=-1';
  for (;;) {
    const answer = await server.call(`/v1/shape?table=${table}&${query}`, { token });
    expect(answer.status).toBe(200);
    const messages = (await answer.json()) as { value?: Record<string, string | null> }[];
    rows.push(...messages.flatMap((message) => (message.value ? [message.value] : [])));
    if (answer.headers.has('electric-up-to-date')) return rows;
    query = `offset=${answer.headers.get('electric-offset')}&handle=${answer.headers.get('electric-handle')}`;
  }
}

async function manager(clients: readonly string[]) {
  const person = await server.addPerson('account_manager');
  for (const client_id of clients) {
    await server.writer.runAsSystem('client-assignments/assign', {
      id: randomUUID(),
      client_id,
      user_id: person.id,
    });
  }
  return (await server.signIn(person.email)).token;
}

test('an account manager gets the rows of their clients and no others', async () => {
  const token = await manager(clientIds.slice(0, 1));
  const leads = await snapshot(token, 'leads');
  expect(leads.length).toBeGreaterThan(0);
  expect(new Set(leads.map((row) => row['scope_client_id']))).toEqual(new Set(clientIds.slice(0, 1)));
  expect(await snapshot(token, 'clients')).toHaveLength(1);
});

test('without clients there is nothing but the agency’s own rows', async () => {
  const token = await manager([]);
  expect(await snapshot(token, 'leads')).toEqual([]);
  expect(await snapshot(token, 'clients')).toEqual([]);
  expect((await snapshot(token, 'users')).length).toBeGreaterThan(0);
});

test('admins and viewers read every client', async () => {
  for (const role of ['admin', 'viewer'] as const) {
    const { token } = await server.signIn((await server.addPerson(role)).email);
    expect(await snapshot(token, 'clients')).toHaveLength(3);
    expect(await snapshot(token, 'leads')).toHaveLength(60);
  }
});

test('a device cannot widen its shape', async () => {
  const token = await manager([]);
  for (const extra of ['where=true', 'columns=id', 'params[1]=x', 'subset__where=true']) {
    const answer = await server.call(`/v1/shape?table=leads&offset=-1&${extra}`, { token });
    expect(answer.status).toBe(400);
  }
  expect((await server.call('/v1/shape?table=integrations&offset=-1', { token })).status).toBe(403);
  expect((await server.call('/v1/shape?table=devices&offset=-1', { token })).status).toBe(404);
  expect((await server.call('/v1/shape?table=identity.session&offset=-1', { token })).status).toBe(404);
  expect((await server.call('/v1/shape?table=leads&offset=-1')).status).toBe(401);
});

test('no shared cache may keep an answer', async () => {
  const token = await manager(clientIds);
  const answer = await server.call('/v1/shape?table=clients&offset=-1', { token });
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
});
