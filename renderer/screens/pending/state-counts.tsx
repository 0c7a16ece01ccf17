import type { PendingList } from '../../../shared/contracts/desktop/pending.ts';
import { CONNECTION_TEXTS } from '../../app/shell/connection-text.ts';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { formatCount } from '../../lib/format.ts';
import type { RowState } from '../../lib/typed-row.ts';

type StateCountsProps = { readonly counts: PendingList['counts']; readonly conflicts: number };

/** How many changes stand where, those that need a person first, and what becomes of the rest. */
export function StateCounts({ counts, conflicts }: StateCountsProps) {
  const connection = useDesktopStatus()?.connection ?? 'connecting';
  const all: readonly (readonly [RowState, number])[] = [
    ['conflict', conflicts],
    ['rejected', counts.rejected],
    ['saved_here', counts.saved_here],
    ['waiting', counts.waiting],
  ];
  const moves = counts.saved_here + counts.waiting > 0;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-border pb-4">
      <dl className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {all.map(([state, count]) =>
          count === 0 ? null : (
            <div key={state} className="flex items-center gap-2">
              <dd className="order-1 text-lg font-semibold tabular-nums">{formatCount(count)}</dd>
              <dt className="order-2">
                <SyncBadge state={state} />
              </dt>
            </div>
          ),
        )}
      </dl>
      {moves ? (
        <p className="ml-auto text-sm text-muted">
          {CONNECTION_TEXTS[connection].word}. {WHAT_NEXT[connection]}
        </p>
      ) : null}
    </div>
  );
}

const WHAT_NEXT = {
  online: 'Changes are being sent.',
  connecting: 'They go up by themselves when the server answers.',
  offline: 'They are safe here and go up by themselves when the connection is back.',
  signed_out: 'They are safe here and go up when you have signed in.',
  stopped: 'They are safe here. The bar at the top says what is needed.',
} as const;
