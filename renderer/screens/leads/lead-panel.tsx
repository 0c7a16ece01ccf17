import { Trash2Icon } from 'lucide-react';

import { LEAD_TRANSITIONS } from '../../../shared/domain/transitions/lead-status.ts';
import { ActivityList } from '../../components/activity-list.tsx';
import type { CellEditor } from '../../components/data-table/data-column.ts';
import { DetailPanel } from '../../components/detail-panel.tsx';
import { EditableFact, Fact, FactList } from '../../components/facts.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { VERDICT_LOOKS, VerdictBadge } from '../../components/verdict-badge.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeLead, trashLead } from '../../lib/changes/lead-changes.ts';
import type { LeadPatch } from '../../lib/changes/lead-changes.ts';
import { formatCount } from '../../lib/format.ts';
import { parseActivityRow } from '../../lib/rows/history-rows.ts';
import type { LeadDetail } from '../../lib/rows/lead-row.ts';
import { leadName, parseLeadDetail } from '../../lib/rows/lead-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { countryWord } from '../../lib/words/country-words.ts';
import { reasonText } from '../../lib/words/reason-words.ts';
import { LEAD_SOURCE_WORDS, LEAD_STATUS_WORDS, optionsOf } from '../../lib/words/vocabulary-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type LeadPanelProps = { readonly leadId: string; readonly onClose: () => void };

/** Everything about one lead beside the list. */
export function LeadPanel({ leadId, onClose }: LeadPanelProps) {
  const live = useLiveQuery({
    query: 'leads.detail',
    args: { id: leadId },
    parse: parseLeadDetail,
    keepPrevious: true,
  });
  const mutate = useMutation();
  const canDelete = usePermission('delete', 'leads');
  const lead = live.status === 'ready' ? live.rows[0] : undefined;
  return (
    <DetailPanel
      label="Lead"
      title={lead ? leadName(lead.row) : 'Lead'}
      onClose={onClose}
      actions={
        lead && canDelete && lead.row.deleted_at === null ? (
          <IconButton
            label="Move to the trash"
            onClick={() => {
              void mutate(trashLead(lead.row));
              onClose();
            }}
          >
            <Trash2Icon />
          </IconButton>
        ) : null
      }
    >
      <LiveContent
        live={live}
        noun="lead"
        lines={10}
        empty={<p className="text-sm text-muted">This lead is gone: deleted, or no longer one of yours.</p>}
      >
        {([row]) => (row ? <LeadBody key={row.key} lead={row} /> : null)}
      </LiveContent>
    </DetailPanel>
  );
}

function LeadBody({ lead }: { readonly lead: TypedRow<LeadDetail> }) {
  const { row } = lead;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-center gap-3 text-sm">
        <span className="min-w-0 grow truncate text-muted">{row.email}</span>
        <SyncBadge state={lead.sync} />
      </div>
      <Verdict lead={row} />
      <LeadFacts lead={lead} />
      <LeadActivity leadId={row.id} />
    </div>
  );
}

function Verdict({ lead }: { readonly lead: LeadDetail }) {
  return (
    <section aria-label="Verdict" className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <VerdictBadge verdict={lead.verdict} className="text-base font-medium" />
        <span className="text-xs text-muted">
          {lead.verified_at === null ? null : <RelativeTime at={lead.verified_at} />}
        </span>
      </div>
      <p className="text-sm text-muted">
        {VERDICT_LOOKS[lead.verdict].explanation}
        {lead.verdict_provisional && lead.verdict !== 'unverified'
          ? ' Judged on a device; the server checks again before anything is sent.'
          : ''}
      </p>
      {lead.verdict_reasons.length > 0 ? (
        <ul className="flex list-disc flex-col gap-0.5 pl-4 text-sm marker:text-muted">
          {lead.verdict_reasons.map((code) => (
            <li key={code}>{reasonText(code)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

const STATUS_OPTIONS = optionsOf(LEAD_STATUS_WORDS);
type TextField =
  | 'first_name'
  | 'last_name'
  | 'title'
  | 'company'
  | 'company_domain'
  | 'phone'
  | 'linkedin_url'
  | 'website'
  | 'country'
  | 'city'
  | 'industry';

const TEXT_FACTS: readonly (readonly [TextField, string])[] = [
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['title', 'Title'],
  ['company', 'Company'],
  ['company_domain', 'Company domain'],
  ['phone', 'Telephone'],
  ['linkedin_url', 'LinkedIn'],
  ['website', 'Website'],
  ['country', 'Country'],
  ['city', 'City'],
  ['industry', 'Industry'],
];

function LeadFacts({ lead }: { readonly lead: TypedRow<LeadDetail> }) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'leads');
  const { row } = lead;
  const change = (patch: LeadPatch) => void mutate(changeLead(row, patch));
  const textEditor = (field: TextField): CellEditor<LeadDetail> => ({
    kind: 'text',
    maxLength: 200,
    value: (one) => one[field] ?? '',
    commit: (_row, value) => change({ [field]: value === '' ? null : value }),
  });
  return (
    <FactList>
      <EditableFact label="Status" row={lead} canEdit={canEdit} editor={statusEditor(change)}>
        {LEAD_STATUS_WORDS[row.status]}
      </EditableFact>
      {TEXT_FACTS.map(([field, label]) => (
        <EditableFact key={field} label={label} row={lead} canEdit={canEdit} editor={textEditor(field)}>
          {field === 'country' ? countryWord(row.country) : row[field]}
        </EditableFact>
      ))}
      <Fact label="Employees">{formatCount(row.employee_count)}</Fact>
      <Fact label="Client">{row.client_name}</Fact>
      <Fact label="Campaign">{row.campaign_name}</Fact>
      <Fact label="Labels">
        {row.labels.length > 0 ? (
          <span className="flex flex-wrap gap-1">
            {row.labels.map((label) => (
              <Badge key={label}>{label}</Badge>
            ))}
          </span>
        ) : null}
      </Fact>
      {Object.entries(row.custom).map(([name, value]) => (
        <Fact key={name} label={name}>
          {value}
        </Fact>
      ))}
      <Fact label="Source">
        {LEAD_SOURCE_WORDS[row.source]}
        {row.import_file === null ? '' : `, ${row.import_file}`}
      </Fact>
      <Fact label="Last contacted">
        <RelativeTime at={row.last_contacted_at} />
      </Fact>
      <Fact label="Created">
        <RelativeTime at={row.created_at} />
      </Fact>
    </FactList>
  );
}

function statusEditor(change: (patch: LeadPatch) => void): CellEditor<LeadDetail> {
  return {
    kind: 'select',
    value: (lead) => lead.status,
    options: (lead) =>
      STATUS_OPTIONS.filter(
        ({ value }) => value === lead.status || LEAD_TRANSITIONS[lead.status].includes(value),
      ),
    commit: (_row, value) => {
      const status = STATUS_OPTIONS.find((option) => option.value === value)?.value;
      if (status) change({ status });
    },
    canEdit: (lead) => LEAD_TRANSITIONS[lead.status].length > 0,
  };
}

function LeadActivity({ leadId }: { readonly leadId: string }) {
  const live = useLiveQuery({
    query: 'activity.of-entity',
    args: { entityId: leadId },
    parse: parseActivityRow,
  });
  return (
    <section aria-labelledby="lead-activity">
      <h3 id="lead-activity" className="mb-2 text-xs font-medium text-muted">
        Activity
      </h3>
      <LiveContent
        live={live}
        noun="activity"
        empty={<p className="text-sm text-muted">Nobody has changed this lead since it arrived.</p>}
      >
        {(rows) => <ActivityList rows={rows} />}
      </LiveContent>
    </section>
  );
}
