import { dateInZone } from '../../../shared/kernel/time.ts';
import { DayBars, spanStart } from '../../components/day-bars.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { parseDailyMetric } from '../../lib/rows/campaign-row.ts';
import type { ClientDetail } from '../../lib/rows/client-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { ClientFacts } from './client-facts.tsx';
import { HealthExplained } from './health-explained.tsx';

const DAYS = 90;

/** Facts on one side, how it goes on the other. */
export function OverviewTab({ client }: { readonly client: TypedRow<ClientDetail> }) {
  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-10 wide:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
      <section aria-labelledby="facts">
        <h2 id="facts" className="mb-2 text-base font-semibold">
          Facts
        </h2>
        <ClientFacts client={client} />
      </section>
      <div className="flex flex-col gap-10">
        <section aria-labelledby="health">
          <h2 id="health" className="mb-2 text-base font-semibold">
            Health
          </h2>
          <HealthExplained clientId={client.row.id} compact />
        </section>
        <LastDays client={client.row} />
      </div>
    </div>
  );
}

function LastDays({ client }: { readonly client: ClientDetail }) {
  const to = dateInZone(useNow(60_000), client.time_zone);
  const from = spanStart(to, DAYS);
  const live = useLiveQuery({
    query: 'metrics.daily',
    args: { clientId: client.id, since: from },
    parse: parseDailyMetric,
    keepPrevious: true,
  });
  return (
    <section aria-labelledby="last-days" className="flex flex-col gap-4">
      <h2 id="last-days" className="text-base font-semibold">
        Last {DAYS} days
      </h2>
      <LiveContent
        live={live}
        noun="figures"
        empty={<p className="text-sm text-muted">No campaign has sent anything in the last {DAYS} days.</p>}
      >
        {(rows) => (
          <div className="flex flex-col gap-6">
            <DayBars
              label="Replies"
              noun={{ one: 'reply', other: 'replies' }}
              from={from}
              to={to}
              days={rows.map(({ row }) => ({ date: row.date, value: row.replies }))}
            />
            <DayBars
              label="Meetings booked"
              noun={{ one: 'meeting', other: 'meetings' }}
              from={from}
              to={to}
              days={rows.map(({ row }) => ({ date: row.date, value: row.meetings_booked }))}
            />
          </div>
        )}
      </LiveContent>
    </section>
  );
}
