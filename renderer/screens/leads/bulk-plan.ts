/** What a bulk edit sends: requests of at most 1,000 rows of one client each. Pure. */
import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { LEAD_TRANSITIONS } from '../../../shared/domain/transitions/lead-status.ts';
import { isAllowed } from '../../../shared/domain/transitions/transition.ts';
import type { LeadStatus } from '../../../shared/domain/vocabulary/leads.ts';
import { chunksOf } from '../../../shared/kernel/chunks.ts';
import type { MutationRequest } from '../../lib/desktop-client.ts';
import type { LeadBulkRow } from '../../lib/rows/lead-row.ts';

export type BulkEdit =
  | { readonly kind: 'status'; readonly status: LeadStatus }
  | { readonly kind: 'campaign'; readonly campaignId: string; readonly clientId: string }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'trash' };

export type BulkStep = {
  readonly request: MutationRequest;
  readonly rows: number;
};

export type BulkPlan = {
  readonly steps: readonly BulkStep[];
  /** Rows that change. */
  readonly rows: number;
  /** Rows that are so already. */
  readonly unchanged: number;
  /** Rows that cannot take this change: a status that cannot be reached, another client's campaign. */
  readonly refused: number;
};

type Fate = 'change' | 'unchanged' | 'refused';

export function planBulkEdit(rows: readonly LeadBulkRow[], edit: BulkEdit): BulkPlan {
  const fates = rows.map((row) => fateOf(row, edit));
  const changing = rows.filter((_row, index) => fates[index] === 'change');
  const byClient = new Map<string, LeadBulkRow[]>();
  for (const row of changing) {
    const own = byClient.get(row.client_id) ?? [];
    own.push(row);
    byClient.set(row.client_id, own);
  }
  return {
    steps: [...byClient].flatMap(([clientId, own]) =>
      chunksOf(own, MAX_ROWS_PER_MUTATION).map((part) => stepOf(clientId, part, edit)),
    ),
    rows: changing.length,
    unchanged: fates.filter((fate) => fate === 'unchanged').length,
    refused: fates.filter((fate) => fate === 'refused').length,
  };
}

function fateOf(row: LeadBulkRow, edit: BulkEdit): Fate {
  switch (edit.kind) {
    case 'status':
      if (row.status === edit.status) return 'unchanged';
      return isAllowed(LEAD_TRANSITIONS, row.status, edit.status) ? 'change' : 'refused';
    case 'campaign':
      if (row.client_id !== edit.clientId) return 'refused';
      return row.campaign_id === edit.campaignId ? 'unchanged' : 'change';
    case 'label':
      return row.labels.includes(edit.label) ? 'unchanged' : 'change';
    case 'trash':
      return 'change';
  }
}

function stepOf(clientId: string, rows: readonly LeadBulkRow[], edit: BulkEdit): BulkStep {
  const ids = rows.map((row) => row.id);
  if (edit.kind === 'trash')
    return { request: { name: 'leads/delete', args: { client_id: clientId, ids } }, rows: rows.length };
  return {
    request: updateRequest(
      clientId,
      rows,
      (row) => patchAfter(row, edit),
      (row) => patchBefore(row, edit),
    ),
    rows: rows.length,
  };
}

type Patch = Readonly<Record<string, unknown>>;
type PatchEdit = Exclude<BulkEdit, { kind: 'trash' }>;

function updateRequest(
  clientId: string,
  rows: readonly LeadBulkRow[],
  patch: (row: LeadBulkRow) => Patch,
  seen: (row: LeadBulkRow) => Patch,
): MutationRequest {
  return {
    name: 'leads/update',
    args: { client_id: clientId, changes: rows.map((row) => ({ id: row.id, patch: patch(row) })) },
    expected: Object.fromEntries(rows.map((row) => [row.id, { ...seen(row) }])),
  };
}

function patchAfter(row: LeadBulkRow, edit: PatchEdit): Patch {
  switch (edit.kind) {
    case 'status':
      return { status: edit.status };
    case 'campaign':
      return { campaign_id: edit.campaignId };
    case 'label':
      return { labels: [...row.labels, edit.label] };
  }
}

function patchBefore(row: LeadBulkRow, edit: PatchEdit): Patch {
  switch (edit.kind) {
    case 'status':
      return { status: row.status };
    case 'campaign':
      return { campaign_id: row.campaign_id };
    case 'label':
      return { labels: row.labels };
  }
}
