/**
 * Fills an empty database with a generated agency, through the same mutations as everything else. A load that was cut
 * short goes on where it stopped: each batch has an id drawn from the agency's own seed.
 */
import { z } from 'zod';
import { makeAgency, type Agency, type AgencySize } from '../../shared/testing/agency/agency.ts';
import { createRandom } from '../../shared/testing/agency/random.ts';
import { isoInstant } from '../../shared/kernel/time.ts';

const SEED = 20_26;

export type DemoPorts = {
  readonly readState: (key: string) => Promise<unknown>;
  readonly writeState: (key: string, value: unknown) => Promise<void>;
  readonly isEmpty: () => Promise<boolean>;
  readonly createPerson: (person: Agency['people'][number], password: string) => Promise<void>;
  readonly runAsSystem: (name: string, args: unknown, options: { readonly id: string }) => Promise<unknown>;
  readonly onProgress: (leads: number, total: number) => void;
  readonly now: () => number;
};

const STATE_KEY = 'demo_agency';
const stateSchema = z.object({
  nowMs: z.number(),
  leads: z.number(),
  clients: z.number(),
  campaigns: z.number(),
  done: z.boolean(),
});
type DemoState = z.infer<typeof stateSchema>;

/** Resolves to the demo people, or null when the database holds a real agency. `password` is used for people made now. */
export async function loadDemoAgency(
  ports: DemoPorts,
  size: AgencySize,
  password: string,
): Promise<Agency['people'] | null> {
  const known = stateSchema.safeParse(await ports.readState(STATE_KEY));
  if (!known.success && !(await ports.isEmpty())) return null;
  const state: DemoState = known.success ? known.data : { nowMs: ports.now(), ...size, done: false };
  const agency = makeAgency({ seed: SEED, nowMs: state.nowMs, size: state });
  if (state.done) return agency.people;
  await ports.writeState(STATE_KEY, state);
  for (const person of agency.people) await ports.createPerson(person, password);
  await loadBatches(ports, agency, state);
  await ports.writeState(STATE_KEY, { ...state, done: true });
  return agency.people;
}

async function loadBatches(ports: DemoPorts, agency: Agency, state: DemoState): Promise<void> {
  const ids = createRandom(SEED).fork(`batches ${isoInstant(state.nowMs)}`);
  let leads = 0;
  for (const batch of agency.batches()) {
    const id = ids.uuid();
    if (batch.rows.length === 0) continue;
    await ports.runAsSystem(
      'rows/load',
      { table: batch.table, scope_client_id: batch.scope, rows: batch.rows },
      { id },
    );
    if (batch.table !== 'leads') continue;
    leads += batch.rows.length;
    ports.onProgress(leads, state.leads);
  }
}
