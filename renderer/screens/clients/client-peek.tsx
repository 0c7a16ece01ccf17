import { Link } from '@tanstack/react-router';

import { DetailPanel } from '../../components/detail-panel.tsx';
import { Fact, FactList } from '../../components/facts.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { formatDate, formatNoun } from '../../lib/format.ts';
import type { ClientDetail } from '../../lib/rows/client-row.ts';
import { parseClientDetail } from '../../lib/rows/client-row.ts';
import { CLIENT_STATUS_WORDS, CRM_WORDS, PLAN_WORDS } from '../../lib/words/vocabulary-words.ts';
import { buttonClasses } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { HealthExplained } from '../client-detail/health-explained.tsx';

type ClientPeekProps = { readonly clientId: string; readonly onClose: () => void };

/** The essentials of a client beside the list. */
export function ClientPeek({ clientId, onClose }: ClientPeekProps) {
  const live = useLiveQuery({
    query: 'clients.detail',
    args: { id: clientId },
    parse: parseClientDetail,
    keepPrevious: true,
  });
  const client = live.status === 'ready' ? live.rows[0]?.row : undefined;
  return (
    <DetailPanel
      label="Client"
      title={client?.company_name ?? 'Client'}
      onClose={onClose}
      actions={
        <Link to={`/clients/${clientId}`} className={buttonClasses({ size: 'sm' })}>
          Open <Kbd keys="enter" />
        </Link>
      }
    >
      <LiveContent
        live={live}
        noun="client"
        lines={8}
        empty={<p className="text-sm text-muted">This client is no longer one of yours.</p>}
      >
        {([row]) =>
          row ? (
            <div className="flex flex-col gap-6">
              <HealthExplained clientId={row.row.id} compact />
              <PeekFacts client={row.row} />
            </div>
          ) : null
        }
      </LiveContent>
    </DetailPanel>
  );
}

function PeekFacts({ client }: { readonly client: ClientDetail }) {
  return (
    <FactList>
      <Fact label="Code">
        <span className="font-mono text-xs">{client.client_id}</span>
      </Fact>
      <Fact label="Status">{CLIENT_STATUS_WORDS[client.status]}</Fact>
      <Fact label="Plan">{PLAN_WORDS[client.plan_type]}</Fact>
      <Fact label="Contact">{client.contact_name}</Fact>
      <Fact label="E-mail">{client.contact_email}</Fact>
      <Fact label="Renewal">{client.renewal_date === null ? null : formatDate(client.renewal_date)}</Fact>
      <Fact label="Target">
        {client.monthly_meeting_target === null
          ? null
          : `${formatNoun(client.monthly_meeting_target, { one: 'meeting', other: 'meetings' })} a month`}
      </Fact>
      <Fact label="CRM">{CRM_WORDS[client.crm_type]}</Fact>
      <Fact label="Time zone">{client.time_zone}</Fact>
      <Fact label="Managers">{client.managers.map((manager) => manager.name).join(', ')}</Fact>
    </FactList>
  );
}
