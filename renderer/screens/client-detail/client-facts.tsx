import { CLIENT_TRANSITIONS } from '../../../shared/domain/transitions/client-status.ts';
import { isTimeZone } from '../../../shared/kernel/time.ts';
import type { CellEditor } from '../../components/data-table/data-column.ts';
import { EditableFact, Fact, FactList } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeClient } from '../../lib/changes/client-changes.ts';
import type { ClientPatch } from '../../lib/changes/client-changes.ts';
import { formatCount, formatDate, formatMoney } from '../../lib/format.ts';
import type { ClientDetail } from '../../lib/rows/client-row.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { CLIENT_STATUS_WORDS, CRM_WORDS, optionsOf, PLAN_WORDS } from '../../lib/words/vocabulary-words.ts';
import { Badge } from '../../ui/badge.tsx';

type Change = (field: keyof ClientPatch, value: string | number | null) => void;
type Editor = CellEditor<ClientDetail>;

type ClientFactsProps = { readonly client: TypedRow<ClientDetail> };

/** What is known about a client, each value changed where it stands. */
export function ClientFacts({ client }: ClientFactsProps) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'clients');
  const { row } = client;
  const change: Change = (field, value) =>
    void mutate(changeClient(row, { [field]: row[field] }, { [field]: value }));
  const fact = (label: string, editor: Editor, shown: React.ReactNode) => (
    <EditableFact label={label} row={client} editor={editor} canEdit={canEdit}>
      {shown}
    </EditableFact>
  );
  return (
    <FactList className="grid-cols-[9rem_minmax(0,1fr)]">
      <Fact label="Code">
        <span className="font-mono text-xs">{row.client_id}</span>
      </Fact>
      {fact('Name', required('company_name', change), row.company_name)}
      {fact('Status', statusEditor(change), CLIENT_STATUS_WORDS[row.status])}
      {fact('Plan', choice('plan_type', optionsOf(PLAN_WORDS), change), PLAN_WORDS[row.plan_type])}
      {fact('Contact', optional('contact_name', change), row.contact_name)}
      {fact('E-mail', optional('contact_email', change), row.contact_email)}
      {fact('Website', optional('website', change), row.website)}
      {fact('Industry', optional('industry', change), row.industry)}
      {fact(
        'Started',
        date('start_date', change),
        row.start_date === null ? null : formatDate(row.start_date),
      )}
      {fact(
        'Renewal',
        date('renewal_date', change),
        row.renewal_date === null ? null : formatDate(row.renewal_date),
      )}
      {fact('Meeting target', targetEditor(change), targetText(row))}
      {fact('Bonus a meeting', bonusEditor(change), formatMoney(row.bonus_minor, row.currency))}
      {fact('CRM', choice('crm_type', optionsOf(CRM_WORDS), change), CRM_WORDS[row.crm_type])}
      {fact('Calendly', optional('calendly_link', change), row.calendly_link)}
      {fact('Slack channel', optional('slack_channel_id', change), row.slack_channel_id)}
      {fact('Time zone', zoneEditor(change), row.time_zone)}
      <Fact label="Managers">{row.managers.map((manager) => manager.name).join(', ')}</Fact>
      <Fact label="Labels">
        {row.labels.length === 0 ? null : (
          <span className="flex flex-wrap gap-1">
            {row.labels.map((label) => (
              <Badge key={label}>{label}</Badge>
            ))}
          </span>
        )}
      </Fact>
      <Fact label="Last changed">
        <RelativeTime at={row.updated_at} />
      </Fact>
    </FactList>
  );
}

type TextField =
  | 'contact_name'
  | 'contact_email'
  | 'website'
  | 'industry'
  | 'calendly_link'
  | 'slack_channel_id';

function optional(field: TextField, change: Change): Editor {
  return {
    kind: 'text',
    maxLength: 300,
    value: (client) => client[field] ?? '',
    commit: (_row, value) => change(field, value === '' ? null : value),
  };
}

function required(field: 'company_name', change: Change): Editor {
  return {
    kind: 'text',
    maxLength: 300,
    value: (client) => client[field],
    validate: (text) => (text === '' ? 'A client needs a name.' : null),
    commit: (_row, value) => change(field, value),
  };
}

function date(field: 'start_date' | 'renewal_date', change: Change): Editor {
  return {
    kind: 'text',
    input: 'date',
    value: (client) => client[field] ?? '',
    commit: (_row, value) => change(field, value === '' ? null : value),
  };
}

type ChoiceField = 'plan_type' | 'crm_type';

function choice(
  field: ChoiceField,
  options: readonly { readonly value: string; readonly label: string }[],
  change: Change,
): Editor {
  return {
    kind: 'select',
    value: (client) => client[field],
    options,
    commit: (_row, value) => change(field, value),
  };
}

function statusEditor(change: Change): Editor {
  return {
    kind: 'select',
    value: (client) => client.status,
    options: (client) =>
      optionsOf(CLIENT_STATUS_WORDS).filter(
        ({ value }) => value === client.status || CLIENT_TRANSITIONS[client.status].includes(value),
      ),
    commit: (_row, value) => change('status', value),
  };
}

function targetEditor(change: Change): Editor {
  return {
    kind: 'number',
    min: 0,
    max: 10_000,
    value: (client) => client.monthly_meeting_target,
    validate: (value) => (value === null || Number.isInteger(value) ? null : 'A whole number.'),
    commit: (_row, value) => change('monthly_meeting_target', value),
  };
}

function targetText({ monthly_meeting_target: target }: ClientDetail): string | null {
  return target === null ? null : `${formatCount(target)} a month`;
}

function bonusEditor(change: Change): Editor {
  return {
    kind: 'number',
    min: 0,
    max: 1_000_000,
    value: (client) => client.bonus_minor / 100,
    commit: (_row, value) => change('bonus_minor', Math.round((value ?? 0) * 100)),
  };
}

function zoneEditor(change: Change): Editor {
  return {
    kind: 'text',
    maxLength: 64,
    value: (client) => client.time_zone,
    validate: (text) => (isTimeZone(text) ? null : 'A time zone such as Europe/Paris.'),
    commit: (_row, value) => change('time_zone', value),
  };
}
