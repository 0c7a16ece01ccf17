import { Link } from '@tanstack/react-router';

import { dateInZone } from '../../../shared/kernel/time.ts';
import { spanStart } from '../../components/day-bars.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import type { SimpleColumn } from '../../components/simple-table.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { formatCount, formatPercent, NO_VALUE } from '../../lib/format.ts';
import type { CampaignRow } from '../../lib/rows/campaign-row.ts';
import { parseCampaignRow } from '../../lib/rows/campaign-row.ts';
import { CAMPAIGN_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

const DAYS = 30;
/** Below this many mails a rate says nothing. */
const FEW_MAILS = 50;

/** The client's campaigns with the last thirty days. */
export function CampaignsTab({ clientId }: { readonly clientId: string }) {
  const since = spanStart(dateInZone(useNow(60_000), 'UTC'), DAYS);
  const live = useLiveQuery({
    query: 'campaigns.of-client',
    args: { clientId, since },
    parse: parseCampaignRow,
    keepPrevious: true,
  });
  return (
    <section aria-labelledby="campaigns" className="flex flex-col gap-2">
      <h2 id="campaigns" className="text-base font-semibold">
        Campaigns <span className="font-normal text-muted">in the last {DAYS} days</span>
      </h2>
      <LiveContent
        live={live}
        noun="campaigns"
        empty={<EmptyState title="No campaigns yet" description="Campaigns of this client appear here." />}
      >
        {(rows) => <SimpleTable label="Campaigns" columns={COLUMNS} rows={rows} />}
      </LiveContent>
    </section>
  );
}

const COLUMNS: readonly SimpleColumn<CampaignRow>[] = [
  {
    id: 'name',
    header: 'Campaign',
    cell: (campaign) => (
      <Link
        to="/leads"
        search={{ campaign: campaign.id }}
        className="rounded-[4px] font-medium hover:text-accent"
      >
        {campaign.campaign_name}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', cell: (campaign) => CAMPAIGN_STATUS_WORDS[campaign.status] },
  { id: 'leads', header: 'Leads', align: 'end', cell: (campaign) => formatCount(campaign.leads_count) },
  { id: 'sent', header: 'Sent', align: 'end', cell: (campaign) => formatCount(campaign.emails_sent) },
  { id: 'replies', header: 'Replies', align: 'end', cell: (campaign) => formatCount(campaign.replies) },
  { id: 'rate', header: 'Reply rate', align: 'end', cell: (campaign) => replyRate(campaign) },
  {
    id: 'positive',
    header: 'Positive',
    align: 'end',
    cell: (campaign) => formatCount(campaign.positive_replies),
  },
  {
    id: 'meetings',
    header: 'Meetings',
    align: 'end',
    cell: (campaign) => <span className="font-medium">{formatCount(campaign.meetings_booked)}</span>,
  },
  { id: 'bounces', header: 'Bounces', align: 'end', cell: (campaign) => formatCount(campaign.bounces) },
];

function replyRate({ emails_sent: sent, replies }: CampaignRow) {
  if (sent === 0) return NO_VALUE;
  return sent < FEW_MAILS ? (
    <span className="text-xs text-muted">n = {formatCount(sent)}, too few</span>
  ) : (
    formatPercent(replies / sent)
  );
}
