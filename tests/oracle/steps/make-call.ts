import type { Random } from '../../../shared/testing/agency/random.ts';
import { picked, type Call } from './call.ts';
import { DESK_CALLS } from './make-desk-call.ts';
import { LEAD_CALLS } from './make-lead-call.ts';
import type { Pools } from './pools.ts';

const CALLS = [...LEAD_CALLS, ...DESK_CALLS];

/** A change somebody makes, of the client they work on; now and then of one they do not look after. */
export function makeCall(random: Random, pools: Pools, clientIds: 'all' | readonly string[]): Call {
  const mine = pools.clients.filter(({ id }) => clientIds === 'all' || clientIds.includes(id));
  const from = mine.length > 0 && !random.chance(0.02) ? mine : pools.clients;
  for (;;) {
    const client = random.pick(from);
    const call = random.weighted(CALLS)(random, client, pools);
    if (call) return call;
  }
}

/** Settles a conflict the device shows. */
export function makeResolution(
  random: Random,
  conflict: { readonly id: string; readonly client_id: string | null },
): Call {
  const choice = random.pick(['mine', 'theirs'] as const);
  return { name: 'conflicts/resolve', args: { ...conflict, choice }, seen: null };
}

export function pickConflict(
  random: Random,
  open: readonly { readonly id: string; readonly client_id: string | null }[],
): { readonly id: string; readonly client_id: string | null } | null {
  const id = picked(
    random,
    open.map((one) => one.id),
  );
  return open.find((one) => one.id === id) ?? null;
}
