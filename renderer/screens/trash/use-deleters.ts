import { useMemo } from 'react';

import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { parseDeletion } from '../../lib/rows/trash-rows.ts';

const NO_ARGS = {};

/** Who deleted what: by the client and the time of the deletion. Null where that is not known here any more. */
export function useDeleters(): (clientId: string, deletedAt: string | null) => string | null {
  const live = useLiveQuery({ query: 'trash.deletions', args: NO_ARGS, parse: parseDeletion });
  return useMemo(() => {
    const rows = live.status === 'ready' ? live.rows : [];
    const names = new Map(rows.map(({ row }) => [keyOf(row.scope_client_id ?? '', row.at), row.actor]));
    return (clientId, deletedAt) =>
      deletedAt === null ? null : (names.get(keyOf(clientId, deletedAt)) ?? null);
  }, [live]);
}

function keyOf(clientId: string, at: string): string {
  return `${clientId} ${Date.parse(at)}`;
}
