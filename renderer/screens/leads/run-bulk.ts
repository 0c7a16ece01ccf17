/** Runs a bulk edit step by step: reports progress, can be stopped between steps, leaves one undo for all of it. */
import { MAX_ROWS_PER_MUTATION } from '../../../shared/domain/limits/mutation-rows.ts';
import { chunksOf } from '../../../shared/kernel/chunks.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { readOnce } from '../../lib/read-once.ts';
import { parseLeadBulkRow } from '../../lib/rows/lead-row.ts';
import type { LeadBulkRow } from '../../lib/rows/lead-row.ts';
import { planBulkEdit } from './bulk-plan.ts';
import type { BulkEdit, BulkPlan } from './bulk-plan.ts';

export type BulkProgress = { readonly done: number; readonly total: number };

export type BulkResult = {
  readonly plan: BulkPlan;
  readonly doneRows: number;
  /** The action that Undo takes back; null when nothing was changed or nothing of it can go back. */
  readonly group: string | null;
  /** What stopped it; null when it ran to its end. */
  readonly stopped: AppError | 'cancelled' | null;
};

type BulkPorts = {
  readonly client: Pick<DesktopClient, 'live' | 'mutations'>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BulkProgress) => void;
  /** How Undo speaks of so many rows. */
  readonly title: (rows: number) => string;
};

/** Rows of these keys as they are now. */
export async function readBulkRows(
  client: Pick<DesktopClient, 'live'>,
  keys: readonly string[],
): Promise<readonly LeadBulkRow[]> {
  const rows: LeadBulkRow[] = [];
  for (const ids of chunksOf(keys, MAX_ROWS_PER_MUTATION)) {
    rows.push(
      ...(await readOnce(client.live, { query: 'leads.bulk', args: { ids }, parse: parseLeadBulkRow })),
    );
  }
  return rows;
}

/** Never throws: what went through and what stopped it is the result. */
export async function runBulkEdit(
  ports: BulkPorts,
  keys: readonly string[],
  edit: BulkEdit,
): Promise<BulkResult> {
  const { client, signal, onProgress, title } = ports;
  const action = crypto.randomUUID();
  let group: string | null = null;
  let done = 0;
  let plan: BulkPlan = { steps: [], rows: 0, unchanged: 0, refused: 0 };
  let stopped: BulkResult['stopped'] = null;
  try {
    onProgress({ done: 0, total: keys.length });
    plan = planBulkEdit(await readBulkRows(client, keys), edit);
    for (const step of plan.steps) {
      if (signal.aborted) {
        stopped = 'cancelled';
        break;
      }
      const undo = { group: action, title: title(done + step.rows) };
      const receipt = await client.mutations.run({ ...step.request, undo });
      if (receipt.undo?.reason === null) group = action;
      done += step.rows;
      onProgress({ done, total: plan.rows });
    }
  } catch (cause) {
    stopped = AppError.from(cause);
  }
  return { plan, group, doneRows: done, stopped };
}
