/**
 * A whole believable agency from a seed: the demo, the fixture of tests and the load of benchmarks.
 * Deterministic: the same seed, moment and size give the same rows.
 */
import type { NewRow } from '../../schema/registry.ts';
import { isoInstant } from '../../kernel/time.ts';
import { makeCampaigns, makeMetrics, type DemoCampaign } from './campaigns.ts';
import { makeClients, type DemoClient } from './clients.ts';
import { makeDomains, makeMeetings, makeReplies } from './delivery.ts';
import { makeHealthScores, makeIncidents } from './health.ts';
import { makeLeads } from './leads.ts';
import { makeAssignments, makePeople, type DemoPerson } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { makeDeals, makeInvoices } from './revenue.ts';
import { makeNotes, makeOnboarding, makeRequests } from './service.ts';

export type AgencySize = { readonly clients: number; readonly campaigns: number; readonly leads: number };
export const DEMO_SIZE: AgencySize = { clients: 12, campaigns: 40, leads: 20_000 };

/** Tables an agency fills besides people, in an order that satisfies foreign keys. */
export type AgencyTable =
  | 'clients'
  | 'client_assignments'
  | 'campaigns'
  | 'leads'
  | 'campaign_metrics'
  | 'meetings'
  | 'domains'
  | 'incidents'
  | 'health_scores'
  | 'messages'
  | 'requests'
  | 'notes'
  | 'onboarding_plans'
  | 'onboarding_tasks'
  | 'deals'
  | 'invoices';

export type AgencyBatch = {
  readonly [Name in AgencyTable]: {
    readonly table: Name;
    readonly scope: string;
    readonly rows: readonly NewRow<Name>[];
  };
}[AgencyTable];

export type Agency = {
  readonly people: readonly DemoPerson[];
  /** Batches of at most 1,000 rows of one table and one client. */
  readonly batches: () => Generator<AgencyBatch>;
};

/** `nowMs`: the moment the agency is seen at; everything lies before it but meetings to come. */
export function makeAgency(input: {
  readonly seed: number;
  readonly nowMs: number;
  readonly size?: AgencySize;
}): Agency {
  const size = input.size ?? DEMO_SIZE;
  const random = createRandom(input.seed);
  const people = makePeople(random.fork('people'));
  const clients = makeClients(random.fork('clients'), input.nowMs, size.clients);
  const campaigns = withLeadCounts(
    makeCampaigns(random.fork('campaigns'), input.nowMs, clients, size.campaigns),
    size.leads,
  );
  return {
    people,
    batches: () =>
      agencyBatches({ random, nowMs: input.nowMs, people, clients, campaigns, leads: size.leads }),
  };
}

type Cast = {
  readonly random: Random;
  readonly nowMs: number;
  readonly people: readonly DemoPerson[];
  readonly clients: readonly DemoClient[];
  readonly campaigns: readonly DemoCampaign[];
  readonly leads: number;
};

function* agencyBatches(cast: Cast): Generator<AgencyBatch> {
  const manager = cast.people.find((person) => person.role === 'account_manager');
  const assigned = manager
    ? makeAssignments(
        cast.random.fork('assignments'),
        manager.id,
        cast.clients.map((client) => client.row.id),
        isoInstant(cast.nowMs),
      )
    : [];
  for (const client of cast.clients) {
    const scope = client.row.id;
    yield { table: 'clients', scope, rows: [client.row] };
    yield { table: 'client_assignments', scope, rows: assigned.filter((row) => row.client_id === scope) };
    yield* clientBatches(cast, client);
  }
  for (const campaign of cast.campaigns) yield* campaignBatches(cast, campaign);
  yield* leadBatches(cast);
}

function* clientBatches(cast: Cast, client: DemoClient): Generator<AgencyBatch> {
  const { nowMs } = cast;
  const scope = client.row.id;
  const random = cast.random.fork(`client ${scope}`);
  const [author] = cast.people;
  yield { table: 'domains', scope, rows: makeDomains(random, nowMs, client) };
  yield { table: 'incidents', scope, rows: makeIncidents(random, nowMs, client) };
  yield { table: 'health_scores', scope, rows: makeHealthScores(random, nowMs, client) };
  yield { table: 'requests', scope, rows: makeRequests(random, nowMs, client) };
  if (!author) return;
  yield { table: 'notes', scope, rows: makeNotes(random, nowMs, client, author) };
  const onboarding = makeOnboarding(random, nowMs, client, author);
  if (!onboarding) return;
  yield { table: 'onboarding_plans', scope, rows: [onboarding.plan] };
  yield { table: 'onboarding_tasks', scope, rows: onboarding.tasks };
}

function* campaignBatches(cast: Cast, campaign: DemoCampaign): Generator<AgencyBatch> {
  const scope = campaign.client.row.id;
  const random = cast.random.fork(`campaign ${campaign.row.id}`);
  yield { table: 'campaigns', scope, rows: [campaign.row] };
  const metrics = makeMetrics(random, cast.nowMs, campaign);
  yield { table: 'campaign_metrics', scope, rows: metrics };
  const meetings = makeMeetings(random, cast.nowMs, campaign, metrics);
  yield { table: 'meetings', scope, rows: meetings };
  yield { table: 'deals', scope, rows: makeDeals(random, cast.nowMs, campaign.client, meetings) };
  yield { table: 'invoices', scope, rows: makeInvoices(random, cast.nowMs, campaign.client, meetings) };
}

function* leadBatches(cast: Cast): Generator<AgencyBatch> {
  const byId = new Map(cast.campaigns.map((campaign) => [campaign.row.id, campaign]));
  const random = cast.random.fork('replies');
  for (const rows of makeLeads(cast.random.fork('leads'), cast.nowMs, cast.campaigns, cast.leads)) {
    const campaign = byId.get(rows[0]?.campaign_id ?? '');
    if (!campaign) continue;
    const scope = campaign.client.row.id;
    yield { table: 'leads', scope, rows };
    yield { table: 'messages', scope, rows: makeReplies(random, cast.nowMs, rows, campaign) };
  }
}

/** The shares in which `makeLeads` spreads leads over campaigns. */
function withLeadCounts(campaigns: readonly DemoCampaign[], leads: number): readonly DemoCampaign[] {
  const share = (index: number): number => Math.round((leads * index) / campaigns.length);
  return campaigns.map((campaign, index) => ({
    ...campaign,
    row: { ...campaign.row, leads_count: share(index + 1) - share(index) },
  }));
}
