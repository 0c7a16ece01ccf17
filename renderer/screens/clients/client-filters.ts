import { useMemo } from 'react';

import type { FilterField } from '../../components/filter-bar/filter-field.ts';
import { CLIENT_STATUS_WORDS, CRM_WORDS, optionsOf, PLAN_WORDS } from '../../lib/words/vocabulary-words.ts';

/** What clients can be filtered by. */
export function useClientFilters(): readonly FilterField[] {
  return useMemo(
    () => [
      { field: 'status', label: 'Status', kind: 'choice', options: optionsOf(CLIENT_STATUS_WORDS) },
      {
        field: 'risk_level',
        label: 'Risk',
        kind: 'choice',
        options: [
          { value: 'critical', label: 'Critical' },
          { value: 'at_risk', label: 'At risk' },
          { value: 'healthy', label: 'Healthy' },
        ],
      },
      { field: 'score', label: 'Health', kind: 'number' },
      { field: 'incidents_open', label: 'Open incidents', kind: 'number' },
      { field: 'renewal_date', label: 'Renewal', kind: 'date' },
      { field: 'managers', label: 'Manager', kind: 'text' },
      { field: 'plan_type', label: 'Plan', kind: 'choice', options: optionsOf(PLAN_WORDS) },
      { field: 'crm_type', label: 'CRM', kind: 'choice', options: optionsOf(CRM_WORDS) },
      { field: 'industry', label: 'Industry', kind: 'text' },
      { field: 'labels', label: 'Label', kind: 'text' },
    ],
    [],
  );
}
