import { useParams } from '@tanstack/react-router';
import { BuildingIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { useCommands } from '../../app/commands/use-commands.ts';
import { LiveContent, StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useAddressParam } from '../../hooks/use-address.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { ClientDetail } from '../../lib/rows/client-row.ts';
import { parseClientDetail } from '../../lib/rows/client-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { CLIENT_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TabPanel, Tabs } from '../../ui/tabs.tsx';
import { CampaignsTab } from './campaigns-tab.tsx';
import { DomainsTab } from './domains-tab.tsx';
import { HealthExplained } from './health-explained.tsx';
import { IncidentsTab } from './incidents-tab.tsx';
import { MeetingsTab } from './meetings-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { OnboardingTab } from './onboarding-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

const TABS = [
  { value: 'overview', label: 'Overview' },
  { value: 'health', label: 'Health' },
  { value: 'campaigns', label: 'Campaigns' },
  { value: 'meetings', label: 'Meetings' },
  { value: 'domains', label: 'Domains' },
  { value: 'incidents', label: 'Incidents' },
  { value: 'onboarding', label: 'Onboarding' },
  { value: 'notes', label: 'Notes' },
  { value: 'timeline', label: 'Timeline' },
] as const;
type TabName = (typeof TABS)[number]['value'];

/** One client. The tab is part of the address: `/clients/<id>?tab=health`. */
export function ClientScreen() {
  const { clientId = '' }: { readonly clientId?: string } = useParams({ strict: false });
  const live = useLiveQuery({ query: 'clients.detail', args: { id: clientId }, parse: parseClientDetail });
  const client = live.status === 'ready' ? live.rows[0] : undefined;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Clients', to: '/clients' }, { label: client?.row.company_name ?? 'Client' }]}
        aside={client ? <HeaderFacts client={client} /> : null}
        actions={<StaleNote />}
      />
      <LiveContent
        live={live}
        noun="client"
        lines={10}
        empty={
          <EmptyState
            icon={<BuildingIcon aria-hidden />}
            title="There is no such client here"
            description="It was deleted, or it is no longer one of yours."
          />
        }
      >
        {([row]) => (row ? <ClientTabs client={row} /> : null)}
      </LiveContent>
    </>
  );
}

function HeaderFacts({ client }: { readonly client: TypedRow<ClientDetail> }) {
  return (
    <span className="flex items-center gap-2">
      <span className="font-mono text-xs text-muted">{client.row.client_id}</span>
      <Badge tone="outline">{CLIENT_STATUS_WORDS[client.row.status]}</Badge>
      {client.sync === 'synced' ? null : <SyncBadge state={client.sync} />}
    </span>
  );
}

function ClientTabs({ client }: { readonly client: TypedRow<ClientDetail> }) {
  const [asked, setTab] = useAddressParam('tab');
  const tab: TabName = TABS.find((one) => one.value === asked)?.value ?? 'overview';
  const { id } = client.row;
  const step = (by: number) => {
    const index = TABS.findIndex((one) => one.value === tab);
    setTab(TABS[(index + by + TABS.length) % TABS.length]?.value ?? 'overview');
  };
  useCommands([
    { id: 'client.next-tab', title: 'Next tab', group: 'Client', shortcut: ']', run: () => step(1) },
    { id: 'client.previous-tab', title: 'Previous tab', group: 'Client', shortcut: '[', run: () => step(-1) },
  ]);
  return (
    <Tabs
      tabs={TABS}
      value={tab}
      onValueChange={setTab}
      label="Parts of the client"
      className="grow [&>:first-child]:px-4"
    >
      <Part name="overview">
        <OverviewTab client={client} />
      </Part>
      <Part name="health">
        <HealthTab clientId={id} />
      </Part>
      <Part name="campaigns">
        <CampaignsTab clientId={id} />
      </Part>
      <Part name="meetings">
        <MeetingsTab client={client.row} />
      </Part>
      <Part name="domains">
        <DomainsTab clientId={id} />
      </Part>
      <Part name="incidents">
        <IncidentsTab clientId={id} />
      </Part>
      <Part name="onboarding">
        <OnboardingTab clientId={id} />
      </Part>
      <Part name="notes">
        <NotesTab clientId={id} />
      </Part>
      <Part name="timeline">
        <TimelineTab clientId={id} />
      </Part>
    </Tabs>
  );
}

function Part({ name, children }: { readonly name: TabName; readonly children: ReactNode }) {
  return (
    <TabPanel value={name} className="overflow-y-auto">
      <div className="mx-auto max-w-300 px-6 py-6">{children}</div>
    </TabPanel>
  );
}

function HealthTab({ clientId }: { readonly clientId: string }) {
  return (
    <section aria-labelledby="health-heading" className="flex max-w-180 flex-col gap-3">
      <h2 id="health-heading" className="text-base font-semibold">
        Health <span className="font-normal text-muted">and what takes points away</span>
      </h2>
      <HealthExplained clientId={clientId} />
    </section>
  );
}
