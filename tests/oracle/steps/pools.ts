/** What there is to work on, as everybody in a simulated world remembers it: rows made meanwhile included. */
import type { Cast } from '../world/cast.ts';

export type ClientPool = {
  readonly id: string;
  readonly leads: string[];
  readonly twins: readonly string[];
  readonly imported: string[];
  readonly imports: string[];
  readonly campaigns: string[];
  readonly meetings: readonly string[];
  readonly domains: readonly string[];
  readonly incidents: readonly string[];
  readonly requests: readonly string[];
  readonly tasks: readonly string[];
  readonly notes: string[];
  readonly suppressions: string[];
};

export type Pools = {
  readonly clients: ClientPool[];
  readonly views: string[];
  readonly people: readonly string[];
  /** Counts the values written, so that each is its own. */
  count: number;
};

export function createPools(cast: Cast): Pools {
  return {
    clients: cast.clients.map((client) => ({
      ...client,
      leads: [...client.leads],
      campaigns: [...client.campaigns],
      notes: [...client.notes],
      imported: [],
      imports: [],
      suppressions: [],
    })),
    views: [],
    people: cast.people.map(({ id }) => id),
    count: 0,
  };
}

export function emptyClient(id: string): ClientPool {
  return {
    id,
    leads: [],
    twins: [],
    imported: [],
    imports: [],
    campaigns: [],
    meetings: [],
    domains: [],
    incidents: [],
    requests: [],
    tasks: [],
    notes: [],
    suppressions: [],
  };
}
