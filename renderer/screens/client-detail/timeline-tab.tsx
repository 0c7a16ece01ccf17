import { ActivityList } from '../../components/activity-list.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { parseActivityRow } from '../../lib/rows/history-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

const SHOWN = 100;

/** What people and engines did for this client, with before and after. */
export function TimelineTab({ clientId }: { readonly clientId: string }) {
  const live = useLiveQuery({
    query: 'activity.of-client',
    args: { clientId, limit: SHOWN },
    parse: parseActivityRow,
  });
  return (
    <section aria-labelledby="timeline" className="flex max-w-180 flex-col gap-4">
      <h2 id="timeline" className="text-base font-semibold">
        Timeline
      </h2>
      <LiveContent
        live={live}
        noun="timeline"
        empty={
          <EmptyState
            title="Nothing has happened yet"
            description="Every change to this client, its leads and campaigns is listed here."
          />
        }
      >
        {(rows) => <ActivityList rows={rows} />}
      </LiveContent>
    </section>
  );
}
