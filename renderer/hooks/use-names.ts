import { useMemo } from 'react';

import type { CampaignName } from '../lib/rows/campaign-row.ts';
import { parseCampaignName } from '../lib/rows/campaign-row.ts';
import type { ClientName } from '../lib/rows/client-row.ts';
import { parseClientName } from '../lib/rows/client-row.ts';
import { useLiveQuery } from './use-live-query.ts';

const NO_ARGS = {};
const ALL_CLIENTS = { clientId: null };

/** Clients a person may choose from, by name; empty until they have arrived. */
export function useClientNames(): readonly ClientName[] {
  const live = useLiveQuery({ query: 'clients.names', args: NO_ARGS, parse: parseClientName });
  return useMemo(() => (live.status === 'ready' ? live.rows.map(({ row }) => row) : []), [live]);
}

/** Campaigns of all clients, by name. */
export function useCampaignNames(): readonly CampaignName[] {
  const live = useLiveQuery({ query: 'campaigns.names', args: ALL_CLIENTS, parse: parseCampaignName });
  return useMemo(() => (live.status === 'ready' ? live.rows.map(({ row }) => row) : []), [live]);
}
