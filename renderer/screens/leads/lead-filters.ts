import { z } from 'zod';
import { useEffect, useMemo, useState } from 'react';

import type { Filter, ListView } from '../../../shared/domain/list-view/list-view.ts';
import { VERDICTS } from '../../../shared/domain/vocabulary/leads.ts';
import type { FilterField } from '../../components/filter-bar/filter-field.ts';
import { VERDICT_LOOKS } from '../../components/verdict-badge.tsx';
import { useCampaignNames, useClientNames } from '../../hooks/use-names.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatDate } from '../../lib/format.ts';
import { readOnce } from '../../lib/read-once.ts';
import { rowParser } from '../../lib/rows/row-schema.ts';
import { countryWord } from '../../lib/words/country-words.ts';
import { LEAD_SOURCE_WORDS, LEAD_STATUS_WORDS, optionsOf } from '../../lib/words/vocabulary-words.ts';
import type { SelectOption } from '../../ui/select.tsx';

const parseCountry = rowParser(z.object({ country: z.string() }));
const parseImport = rowParser(z.object({ id: z.string(), file_name: z.string(), started_at: z.string() }));
const NO_ARGS = {};

/** What leads can be filtered by, with the choices of this person's clients. */
export function useLeadFilters(): readonly FilterField[] {
  const clients = useClientNames();
  const campaigns = useCampaignNames();
  const imports = useLiveQuery({ query: 'imports.names', args: NO_ARGS, parse: parseImport });
  const countries = useCountries();
  return useMemo(() => {
    const nameOf = new Map(clients.map((client) => [client.id, client.company_name]));
    const files = imports.status === 'ready' ? imports.rows.map(({ row }) => row) : [];
    return [
      choice(
        'client_id',
        'Client',
        clients.map(({ id, company_name: label }) => ({ value: id, label })),
      ),
      choice(
        'campaign_id',
        'Campaign',
        campaigns.map((campaign) => ({
          value: campaign.id,
          label: `${campaign.campaign_name} · ${nameOf.get(campaign.client_id) ?? ''}`,
        })),
      ),
      choice(
        'verdict',
        'Verdict',
        VERDICTS.map((value) => ({ value, label: VERDICT_LOOKS[value].word })),
      ),
      choice('status', 'Status', optionsOf(LEAD_STATUS_WORDS)),
      choice('country', 'Country', countries),
      choice('source', 'Source', optionsOf(LEAD_SOURCE_WORDS)),
      choice(
        'import_id',
        'Import',
        files.map((file) => ({ value: file.id, label: `${file.file_name}, ${formatDate(file.started_at)}` })),
      ),
      { field: 'created_at', label: 'Created', kind: 'date' },
      { field: 'last_contacted_at', label: 'Last contacted', kind: 'date' },
      { field: 'company', label: 'Company', kind: 'text' },
      { field: 'title', label: 'Title', kind: 'text' },
      { field: 'email', label: 'E-mail', kind: 'text' },
      { field: 'city', label: 'City', kind: 'text' },
      { field: 'industry', label: 'Industry', kind: 'text' },
      { field: 'labels', label: 'Label', kind: 'text' },
      { field: 'employee_count', label: 'Employees', kind: 'number' },
    ];
  }, [clients, campaigns, imports, countries]);
}

function choice(field: string, label: string, options: readonly SelectOption<string>[]): FilterField {
  return { field, label, kind: 'choice', options };
}

/** Countries that occur; asked once, because a count over all leads after each change would cost more than it tells. */
function useCountries(): readonly SelectOption<string>[] {
  const { client } = useDesktop();
  const [options, setOptions] = useState<readonly SelectOption<string>[]>([]);
  useEffect(() => {
    let isCurrent = true;
    readOnce(client.live, { query: 'leads.countries', args: {}, parse: parseCountry }).then(
      (rows) => {
        if (isCurrent)
          setOptions(rows.map(({ country }) => ({ value: country, label: countryWord(country) })));
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client]);
  return options;
}

/** Parameters of the address that stand for a filter. */
export const ADDRESS_FILTERS = {
  client: 'client_id',
  campaign: 'campaign_id',
  import: 'import_id',
  verdict: 'verdict',
  status: 'status',
} as const;

/** The view an address asks for: its filters and nothing else; null when it asks for none. */
export function viewFromAddress(search: Readonly<Record<string, unknown>>): ListView | null {
  const filters = Object.entries(ADDRESS_FILTERS).flatMap(([name, field]): Filter[] => {
    const value = search[name];
    if (typeof value !== 'string' || value === '') return [];
    return [{ field, op: 'is', values: value.split(',').slice(0, 200) }];
  });
  return filters.length === 0 ? null : { filters, sort: [], search: '' };
}
