import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReplicaEvent, TextRow } from '../../../electron/replica/types.ts';
import { memoryReplica } from '../../../electron/sync/down/testing/memory-replica.ts';
import { startDownSync } from '../../../electron/sync/down/start.ts';
import type { DownSync } from '../../../electron/sync/down/types.ts';
import { isSyncedTable } from '../../../shared/schema/registry.ts';
import { makeAgency } from '../../../shared/testing/agency/agency.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { createCentralWriter, seenText, type Seen } from './central-writer.ts';

/** DOWN_SYNC_TRANSACTIONS=2000 for the full figure. */
const TRANSACTIONS = Number(process.env['DOWN_SYNC_TRANSACTIONS'] ?? 600);
const SEED = Number(process.env['DOWN_SYNC_SEED'] ?? 7);

let server: TestServer;
let clients: readonly string[];

beforeAll(async () => {
  server = await startTestServer();
  const size = { clients: 3, campaigns: 3, leads: 300 };
  const agency = makeAgency({ seed: 5, nowMs: Date.parse('2026-11-20T09:00:00Z'), size });
  const found: string[] = [];
  for (const batch of agency.batches()) {
    if (batch.rows.length === 0 || batch.table === 'client_assignments') continue;
    if (batch.table === 'clients') found.push(...batch.rows.map((row) => String(row.id)));
    await server.writer.runAsSystem('rows/load', {
      table: batch.table,
      scope_client_id: batch.scope,
      rows: batch.rows,
    });
  }
  clients = found;
});
afterAll(() => server.dispose());

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function signedIn(client: string) {
  const person = await server.addPerson('account_manager');
  await server.writer.runAsSystem('client-assignments/assign', {
    id: randomUUID(),
    client_id: client,
    user_id: person.id,
  });
  // Only what the test writes counts.
  await server.pool.query('delete from notes');
  await server.pool.query('delete from activity');
  const deviceId = randomUUID();
  const { token, session } = await server.signIn(person.email, deviceId);
  return { person, token, session, deviceId };
}

const column = (rows: ReadonlyMap<string, TextRow>, name: string): Seen =>
  new Map([...rows].map(([id, row]) => [id, row[name] ?? '']));

test(`promise 4 against the real service: ${TRANSACTIONS} transactions, a reader that is killed again and again, voided shapes`, async () => {
  const random = seededRandom(SEED);
  const visibleClient = clients[0] ?? '';
  const { person, token, session, deviceId } = await signedIn(visibleClient);
  const replica = memoryReplica();
  const writer = createCentralWriter({
    pool: server.pool,
    clients,
    visibleClient,
    authorId: person.id,
    random,
  });
  const visibleText = (): string =>
    seenText(column(replica.rows('notes'), 'body'), column(replica.rows('activity'), 'summary'));

  let shown = 0;
  const seenStates: string[] = [];
  replica.onVisible = () => {
    const text = visibleText();
    seenStates.push(text);
    shown = indexAtOrAfter(writer.prefixes, text, shown);
  };
  const events: ReplicaEvent[] = [];
  const start = (): DownSync =>
    startDownSync({
      sync: replica.attach(),
      session: {
        serverUrl: server.url,
        token,
        actor: { userId: person.id, role: 'account_manager', clientIds: [visibleClient] },
        deviceId,
        tables: session.tables.filter(isSyncedTable),
        scope: visibleClient,
        epoch: session.epoch,
      },
      emit: (event) => events.push(event),
      clock: { now: Date.now },
      timers: { setTimeout, clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) },
      fetch: (url, init) => fetch(url, init),
      randomBytes: (count) => randomBytes(count),
    });

  let reader = start();
  for (let index = 1; index <= TRANSACTIONS; index += 1) {
    await writer.commitOne();
    if (random() < 0.01) {
      replica.kill();
      await reader.stop();
      reader = start();
    }
    // The table's shape becomes void with the next row that is written.
    if (index === Math.floor(TRANSACTIONS / 2))
      await server.pool.query('alter table activity add column extra text');
    if (random() < 0.2) await delay(2);
  }
  const last = writer.prefixes.at(-1);
  while (visibleText() !== last) {
    if (shown < 0) break;
    await delay(20);
  }
  await reader.stop();

  expect(shown, 'every visible state is a prefix of the commits').toBeGreaterThanOrEqual(0);
  expect(visibleText() === last, 'the replica ends with everything').toBe(true);
  expect(new Set(seenStates).size).toBeGreaterThan(TRANSACTIONS / 40);
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  const { rows } = await server.pool.query<{ count: string }>(
    'select count(*) from leads where scope_client_id = $1 and not archived',
    [visibleClient],
  );
  expect(replica.rows('leads').size).toBe(Number(rows[0]?.count));
}, 600_000);

/** Where a state stands among the prefixes, not before `from`; -1 for good once one was nowhere. */
function indexAtOrAfter(prefixes: readonly string[], text: string, from: number): number {
  return from < 0 ? -1 : prefixes.indexOf(text, from);
}
