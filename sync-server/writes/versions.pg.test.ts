/** Changes in the words of another version of the program. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batch, createWorld, mutation, type World } from './testing/world.ts';

let world: World;
let incidentId: string;

beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world.close());

async function addIncident(): Promise<void> {
  incidentId = randomUUID();
  await world.pool.query(
    `insert into incidents (id, severity, type, description, status, resolution)
     values ($1, 'P2', 'bounce_rate', 'x', 'resolved', 'Paused it.')`,
    [incidentId],
  );
}

async function upload(version: number) {
  await addIncident();
  const person = await world.addPerson('admin');
  const args = { id: incidentId, client_id: null, resolution: null };
  const { results } = await world.writer.upload(
    person.actor,
    batch(person, [mutation(1, 'incidents/reopen', args, { version })]),
  );
  const { rows } = await world.pool.query('select status, resolution from incidents where id = $1', [
    incidentId,
  ]);
  return { result: results[0], incident: rows[0] };
}

test.each([
  { version: 1, says: 'could not give the resolution back', resolution: 'Paused it.' },
  { version: 2, says: 'can', resolution: null },
])('version $version of incidents/reopen $says', async ({ version, resolution }) => {
  expect(await upload(version)).toMatchObject({
    result: { outcome: 'accepted' },
    incident: { status: 'open', resolution },
  });
});

test('a version from a newer desktop is refused with a hint to update, and changes nothing', async () => {
  expect(await upload(3)).toMatchObject({
    result: { outcome: 'rejected', reason: { code: 'too_old', hint: expect.stringContaining('Update') } },
    incident: { status: 'resolved', resolution: 'Paused it.' },
  });
});
