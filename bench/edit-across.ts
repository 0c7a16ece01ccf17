/**
 * A lead edited on one desktop until its row arrives at a window of another, through outbox, server, change log and the
 * other replica: two real desktop processes and a server. Baseline: the same change told by LISTEN/NOTIFY straight from
 * the database.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { openWindow, type TestWindow } from '../electron/browser/testing/window.ts';
import { build } from '../scripts/build.ts';
import type { LiveEvent } from '../shared/contracts/desktop/live.ts';
import { EMPTY_LIST_VIEW } from '../shared/domain/list-view/list-view.ts';
import { isLive, statusWhere } from '../tests/support/desktop-client.ts';
import { embeddedUrl } from '../tests/support/embedded-database.ts';
import { setStage, type Stage } from '../tests/support/program.ts';
import { figure, percentile } from './kit/figures.ts';
import type { Bench } from './kit/types.ts';

const LEADS = 20_000;
const EDITS = 200;
const WARM_UP = 10;
const PAUSE_MS = 60;
const PATIENCE_MS = 300_000;

async function openDesktop(stage: Stage, name: string, serverUrl: string): Promise<TestWindow> {
  const program = await stage.startDesktop(name, serverUrl);
  const window = await openWindow(program.address);
  await statusWhere(window.client, isLive, PATIENCE_MS);
  return window;
}

/** Milliseconds from the call to the row, for each edit. */
async function measureEdits(a: TestWindow, b: TestWindow): Promise<readonly number[]> {
  const request = {
    subscription: 'bench',
    query: 'leads.list',
    args: { view: EMPTY_LIST_VIEW },
    window: { offset: 0, limit: 50 },
  };
  const events = (await b.client.live.watch(request))[Symbol.asyncIterator]();
  const first = await nextEvent(events);
  if (first.kind !== 'snapshot') throw new Error('the list did not open');
  const leads = first.rows.map(({ row }) => ({ id: String(row['id']), clientId: String(row['client_id']) }));
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP + EDITS; turn += 1) {
    const lead = leads[turn % leads.length];
    if (!lead) throw new Error('no leads');
    const phone = `+44 20 7946 ${String(turn).padStart(4, '0')}`;
    const startedAt = performance.now();
    const sent = a.client.mutations.run({
      name: 'leads/update',
      args: { client_id: lead.clientId, changes: [{ id: lead.id, patch: { phone } }] },
    });
    for (let isThere = false; !isThere;) {
      const event = await nextEvent(events);
      if (event.kind === 'failed') throw new Error(event.error.hint);
      const rows = event.kind === 'snapshot' ? event.rows : event.upserts;
      isThere = rows.some(({ row }) => row['id'] === lead.id && row['phone'] === phone);
    }
    if (turn >= WARM_UP) times.push(performance.now() - startedAt);
    await sent;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

async function nextEvent(events: AsyncIterator<LiveEvent, unknown>): Promise<LiveEvent> {
  const next = await events.next();
  if (next.done === true) throw new Error('the list ended');
  return next.value;
}

async function measureNotify(connectionString: string): Promise<readonly number[]> {
  const writer = new Client({ connectionString });
  const listener = new Client({ connectionString });
  await Promise.all([writer.connect(), listener.connect()]);
  await listener.query('listen bench');
  const times: number[] = [];
  for (let turn = 0; turn < EDITS; turn += 1) {
    const heard = once(listener, 'notification');
    const startedAt = performance.now();
    await writer.query(
      `with changed as (update leads set phone = $1 where id = (select min(id::text)::uuid from leads where phone is not null) returning 1)
       select pg_notify('bench', '') from changed`,
      [`+44 ${turn}`],
    );
    await heard;
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  await Promise.all([writer.end(), listener.end()]);
  return times;
}

export const bench: Bench = {
  name: 'edit-across',
  describe: 'An edit on one desktop until the row arrives at a window of another',
  run: async () => {
    await build(false);
    const stage = await setStage();
    try {
      const server = await stage.startServer({ leads: LEADS });
      const a = await openDesktop(stage, 'a', server.address);
      const b = await openDesktop(stage, 'b', server.address);
      const times = await measureEdits(a, b);
      const notify = await measureNotify(await embeddedUrl(join(stage.folder, 'server data')));
      a.close();
      b.close();
      return {
        figures: [50, 95].map((p) =>
          figure({
            name: `edit on A to row on B, p${p}`,
            value: percentile(times, p),
            unit: 'ms',
            better: 'lower',
            target: p === 95 ? 100 : null,
            baseline: { name: 'the same change through LISTEN/NOTIFY', value: percentile(notify, p) },
            note: `${EDITS} edits, one at a time, ${LEADS} leads`,
          }),
        ),
      };
    } finally {
      await stage.dispose();
    }
  },
};
