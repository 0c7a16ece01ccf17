import { ArrowRightIcon } from 'lucide-react';

import { formatNoun, NO_VALUE } from '../lib/format.ts';
import type { ActivityChange, ActivityRow } from '../lib/rows/history-rows.ts';
import type { TypedRow } from '../lib/typed-row.ts';
import { inWords } from '../lib/words/vocabulary-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { RelativeTime } from './relative-time.tsx';
import { SyncBadge } from './sync-badge.tsx';

type ActivityListProps = { readonly rows: readonly TypedRow<ActivityRow>[] };

/** Who did what, newest first, with what each field was before. */
export function ActivityList({ rows }: ActivityListProps) {
  return (
    <ol className="flex flex-col">
      {rows.map(({ key, row, sync }) => (
        <li key={key} className="relative flex gap-3 pb-5 last:pb-0">
          <span
            aria-hidden
            className="absolute top-7 bottom-1 left-3 w-px -translate-x-1/2 bg-border last:hidden"
          />
          <Avatar name={row.actor ?? 'XGrowthOS'} />
          <div className="min-w-0 grow pt-0.5">
            <p className="text-sm">
              {row.summary}
              {row.row_count > 1 ? (
                <span className="text-muted">
                  {' '}
                  · {formatNoun(row.row_count, { one: 'row', other: 'rows' })}
                </span>
              ) : null}
            </p>
            <p className="flex items-center gap-2 text-xs text-muted">
              {row.actor ?? 'XGrowthOS'} <span aria-hidden>·</span> <RelativeTime at={row.at} />
              {sync === 'synced' ? null : <SyncBadge state={sync} />}
            </p>
            {row.changes.length === 1 && row.changes[0] ? <FieldChanges change={row.changes[0]} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Fields of one row, before and after. */
function FieldChanges({ change }: { readonly change: ActivityChange }) {
  const fields = Object.entries(change.fields ?? {});
  if (fields.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {fields.slice(0, 8).map(([field, [before, after]]) => (
        <li key={field} className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-xs">
          <span className="text-muted">{inWords(field.replace(/_id$/, ''))}</span>
          <span className="line-through decoration-muted/60 wrap-anywhere">{valueText(before)}</span>
          <ArrowRightIcon aria-label="became" className="size-3 shrink-0 self-center text-muted" />
          <span className="font-medium wrap-anywhere">{valueText(after)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A stored value as people read it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return NO_VALUE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? NO_VALUE : value.map(valueText).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text;
}
