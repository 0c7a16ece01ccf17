/**
 * Ten thousand edits made without the server, then sent: from the server's return until nothing is pending and every row
 * has come back. Baseline: the same 10,000 updates as single transactions straight on the database.
 */
import { join } from 'node:path';
import { Client } from 'pg';
import { openWindow, type TestWindow } from '../electron/browser/testing/window.ts';
import { build } from '../scripts/build.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { embeddedUrl } from '../tests/support/embedded-database.ts';
import { setStage } from '../tests/support/program.ts';
import { figure } from './kit/figures.ts';
import type { Bench } from './kit/types.ts';

const LEADS = 20_000;
const EDITS = 10_000;
const AT_ONCE = 50;
const PATIENCE_MS = 600_000;

type Lead = { readonly id: string; readonly client_id: string };

async function readLeads(connectionString: string): Promise<readonly Lead[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<Lead>(
    'select id, client_id from leads where not archived and deleted_at is null order by id limit $1',
    [EDITS],
  );
  await client.end();
  return rows;
}

async function editAll({ client }: TestWindow, leads: readonly Lead[]): Promise<number> {
  const startedAt = performance.now();
  for (let from = 0; from < leads.length; from += AT_ONCE) {
    await Promise.all(
      leads.slice(from, from + AT_ONCE).map(({ id, client_id }, at) =>
        client.mutations.run({
          name: 'leads/update',
          args: { client_id, changes: [{ id, patch: { title: `Edited ${from + at}` } }] },
        }),
      ),
    );
  }
  return performance.now() - startedAt;
}

async function bareUpdates(connectionString: string, leads: readonly Lead[]): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  const startedAt = performance.now();
  for (const [index, { id }] of leads.entries())
    await client.query('update leads set title = $1 where id = $2', [`Bare ${index}`, id]);
  const took = performance.now() - startedAt;
  await client.end();
  return took;
}

export const bench: Bench = {
  name: 'offline-replay',
  describe: '10,000 edits made without the server: until all are sent, decided and back',
  run: async () => {
    await build(false);
    const stage = await setStage();
    const data = join(stage.folder, 'server data');
    try {
      let server = await stage.startServer({ leads: LEADS });
      const leads = await readLeads(await embeddedUrl(data));
      const desktop = await stage.startDesktop('desktop', server.address);
      const window = await openWindow(desktop.address);
      await statusWhere(window.client, isLive, PATIENCE_MS);
      await server.stop();
      const editing = await editAll(window, leads);
      server = await stage.startServer({ port: new URL(server.address).port, leads: LEADS });
      const startedAt = performance.now();
      await window.client.pending.syncNow();
      await statusWhere(window.client, (status) => status.pending === 0 && isLive(status), PATIENCE_MS);
      const replay = performance.now() - startedAt;
      window.close();
      const bare = await bareUpdates(await embeddedUrl(data), leads);
      return {
        figures: [
          figure({
            name: '10,000 offline edits replayed',
            value: replay / 1000,
            unit: 's',
            better: 'lower',
            target: 60,
            baseline: { name: '10,000 single updates straight on the database', value: bare / 1000 },
            note: 'sent, decided once each, and back in the replica',
          }),
          figure({
            name: 'making them, offline',
            value: EDITS / (editing / 1000),
            unit: 'edits/s',
            better: 'higher',
            note: `${AT_ONCE} at a time, each fsynced before it is acknowledged`,
          }),
        ],
      };
    } finally {
      await stage.dispose();
    }
  },
};
