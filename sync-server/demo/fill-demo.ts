import { resolve } from 'node:path';
import type { Pool } from 'pg';
import type { DemoPerson } from '../../shared/testing/agency/people.ts';
import { DEMO_SIZE } from '../../shared/testing/agency/agency.ts';
import { createPerson, findPersonByEmail } from '../auth/people.ts';
import { storePassword } from '../auth/passwords.ts';
import { readState, writeState } from '../serve/server-state.ts';
import type { RunningServer } from '../serve/server.ts';
import { demoPassword } from './demo-people.ts';
import { loadDemoAgency } from './load-agency.ts';

/** Loads the demo agency where it belongs and prints who can sign in, in the form `scripts/start.ts` reads. */
export async function fillDemo(server: RunningServer, dataDir: string, leads: number): Promise<void> {
  const { pool, writer, auth } = server;
  const password = await demoPassword(resolve(dataDir));
  const people = await loadDemoAgency(
    {
      readState: (key) => readState(pool, key),
      writeState: (key, value) => writeState(pool, key, value),
      isEmpty: () => isEmpty(pool),
      createPerson: async (person, secret) => {
        await ensureDemoPerson(server, person);
        await storePassword(auth, pool, person.id, secret);
      },
      runAsSystem: writer.runAsSystem,
      onProgress: progressLine(),
      now: Date.now,
    },
    { ...DEMO_SIZE, leads },
    password,
  );
  const [first] = people ?? [];
  if (first) process.stdout.write(`demo sign-in ${first.email} ${password}\n`);
}

async function ensureDemoPerson(server: RunningServer, person: DemoPerson): Promise<void> {
  if (await findPersonByEmail(server.pool, person.email)) return;
  await createPerson(
    { pool: server.pool, runAsSystem: server.writer.runAsSystem },
    { ...person, time_zone: 'Europe/Berlin' },
    person.id,
  );
}

async function isEmpty(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(
    'select not exists (select 1 from clients) and not exists (select 1 from users) as empty',
  );
  return rows[0]?.empty === true;
}

/** One line every tenth of the way: a large agency takes a while. */
function progressLine(): (leads: number, total: number) => void {
  let shown = -1;
  return (leads, total) => {
    const tenth = Math.floor((leads / Math.max(1, total)) * 10);
    if (tenth === shown || total < 50_000) return;
    shown = tenth;
    process.stdout.write(
      `Filling the demo agency: ${leads.toLocaleString('en')} of ${total.toLocaleString('en')} leads\n`,
    );
  };
}
