import { CircleCheckIcon, CircleDashedIcon, CircleXIcon } from 'lucide-react';

import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import type { SimpleColumn } from '../../components/simple-table.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { formatDate } from '../../lib/format.ts';
import type { DomainRow } from '../../lib/rows/work-rows.ts';
import { parseDomainRow } from '../../lib/rows/work-rows.ts';
import { DOMAIN_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The client's sending domains: records, lists, warm-up. */
export function DomainsTab({ clientId }: { readonly clientId: string }) {
  const live = useLiveQuery({ query: 'domains.of-client', args: { clientId }, parse: parseDomainRow });
  return (
    <section aria-labelledby="domains" className="flex flex-col gap-2">
      <h2 id="domains" className="text-base font-semibold">
        Sending domains
      </h2>
      <LiveContent
        live={live}
        noun="domains"
        empty={
          <EmptyState title="No domains yet" description="Domains bought for this client appear here." />
        }
      >
        {(rows) => <SimpleTable label="Sending domains" columns={COLUMNS} rows={rows} />}
      </LiveContent>
    </section>
  );
}

const COLUMNS: readonly SimpleColumn<DomainRow>[] = [
  {
    id: 'name',
    header: 'Domain',
    cell: (domain) => <span className="font-mono text-xs font-medium">{domain.domain_name}</span>,
  },
  { id: 'status', header: 'Status', cell: (domain) => DOMAIN_STATUS_WORDS[domain.status] },
  {
    id: 'spf',
    header: 'SPF',
    cell: (domain) => <Check value={domain.spf_status} good="Right" bad="Wrong" />,
  },
  {
    id: 'dkim',
    header: 'DKIM',
    cell: (domain) => <Check value={domain.dkim_status} good="Right" bad="Wrong" />,
  },
  {
    id: 'dmarc',
    header: 'DMARC',
    cell: (domain) => <Check value={domain.dmarc_status} good="Right" bad="Wrong" />,
  },
  {
    id: 'listed',
    header: 'Block lists',
    cell: (domain) => (
      <Check
        value={domain.blacklist_status === null ? null : !domain.blacklist_status}
        good="Not listed"
        bad="Listed"
      />
    ),
  },
  {
    id: 'warmup',
    header: 'Warm-up',
    cell: (domain) => <span className="text-muted">{warmupText(domain)}</span>,
  },
  {
    id: 'checked',
    header: 'Checked',
    cell: (domain) => <RelativeTime at={domain.last_health_check} className="text-muted" />,
  },
];

function warmupText({ warmup_start_date: start, warmup_complete_date: complete }: DomainRow): string {
  if (complete !== null) return `done ${formatDate(complete)}`;
  return start === null ? 'not begun' : `since ${formatDate(start)}`;
}

type CheckProps = { readonly value: boolean | null; readonly good: string; readonly bad: string };

function Check({ value, good, bad }: CheckProps) {
  if (value === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <CircleDashedIcon aria-hidden className="size-3.5" /> Not checked
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5">
      {value ? (
        <CircleCheckIcon aria-hidden className="size-3.5 text-healthy" />
      ) : (
        <CircleXIcon aria-hidden className="size-3.5 text-critical" />
      )}
      {value ? good : bad}
    </span>
  );
}
