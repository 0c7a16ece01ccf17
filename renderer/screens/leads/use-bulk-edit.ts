import { useRef, useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { announce } from '../../lib/announcer.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatCount, formatNoun } from '../../lib/format.ts';
import { LEAD_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { undoAction } from '../../lib/undo.ts';
import { showToast } from '../../ui/toast.tsx';
import type { BulkEdit } from './bulk-plan.ts';
import { runBulkEdit } from './run-bulk.ts';
import type { BulkProgress, BulkResult } from './run-bulk.ts';

const NOUN = { one: 'lead', other: 'leads' };

export type BulkRun = {
  /** Null while nothing runs. */
  readonly progress: BulkProgress | null;
  readonly run: (edit: BulkEdit, loadKeys: () => Promise<readonly string[]>) => void;
  readonly cancel: () => void;
};

/** One bulk edit at a time, with progress, a stop and one undo for all its rows. */
export function useBulkEdit(): BulkRun {
  const { client } = useDesktop();
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const abort = useRef<AbortController | null>(null);

  async function start(edit: BulkEdit, loadKeys: () => Promise<readonly string[]>): Promise<void> {
    if (abort.current) return;
    abort.current = new AbortController();
    setProgress({ done: 0, total: 0 });
    try {
      const title = (rows: number) => doneTitle(rows, edit);
      const ports = { client, signal: abort.current.signal, onProgress: setProgress, title };
      report(await runBulkEdit(ports, await loadKeys(), edit), edit);
    } catch (cause) {
      showToast({ title: 'Not changed', description: AppError.from(cause).hint, tone: 'error' });
    } finally {
      abort.current = null;
      setProgress(null);
    }
  }

  function report(result: BulkResult, edit: BulkEdit): void {
    const title = doneTitle(result.doneRows, edit);
    const rest = leftAloneText(result);
    const { group } = result;
    if (result.doneRows > 0) {
      const run = () => void undoAction(client, group ?? undefined);
      showToast({ title, description: rest, action: group === null ? undefined : { label: 'Undo', run } });
    } else if (result.stopped === null) showToast({ title: 'Nothing to change', description: rest });
    if (result.stopped instanceof AppError) {
      const safe = result.doneRows > 0 ? ' What was changed before stays changed.' : '';
      showToast({ title: 'Stopped', description: `${result.stopped.hint}${safe}`, tone: 'error' });
    }
    announce(title);
  }

  return {
    progress,
    run: (edit, loadKeys) => void start(edit, loadKeys),
    cancel: () => abort.current?.abort(),
  };
}

function doneTitle(rows: number, edit: BulkEdit): string {
  const leads = formatNoun(rows, NOUN);
  switch (edit.kind) {
    case 'status':
      return `Status of ${leads} set to ${LEAD_STATUS_WORDS[edit.status]}`;
    case 'campaign':
      return `${leads} given to the campaign`;
    case 'label':
      return `Label “${edit.label}” added to ${leads}`;
    case 'trash':
      return `${leads} moved to the trash`;
  }
}

/** What was not touched and why, or undefined when nothing was left. */
export function leftAloneText({ plan, stopped, doneRows }: BulkResult): string | undefined {
  const parts = [
    ...(plan.unchanged > 0 ? [`${formatCount(plan.unchanged)} were so already`] : []),
    ...(plan.refused > 0 ? [`${formatCount(plan.refused)} cannot take this change and were left alone`] : []),
    ...(stopped === 'cancelled' ? [`stopped before the other ${formatCount(plan.rows - doneRows)}`] : []),
  ];
  if (parts.length === 0) return undefined;
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
