import type { ReactNode } from 'react';

import type { Live } from '../hooks/use-live-query.ts';
import { useDesktopStatus } from '../hooks/use-desktop-status.ts';
import { formatTime } from '../lib/format.ts';
import type { TypedRow } from '../lib/typed-row.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

type LiveContentProps<Row> = {
  readonly live: Live<Row>;
  /** What is read, in the plural: "meetings". */
  readonly noun: string;
  readonly children: (rows: readonly TypedRow<Row>[]) => ReactNode;
  /** Shown instead of nothing. */
  readonly empty?: ReactNode;
  /** Lines of the skeleton. */
  readonly lines?: number;
};

/** The states of a small live result: a skeleton after 150 ms, an error that can be tried again, empty, and the rows. */
export function LiveContent<Row>({ live, noun, children, empty, lines = 4 }: LiveContentProps<Row>) {
  if (live.status === 'loading') {
    return (
      <div role="status" aria-label={`Loading ${noun}`} className="flex flex-col gap-3 py-2">
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} className={index % 2 === 0 ? 'w-3/4' : 'w-1/2'} />
        ))}
      </div>
    );
  }
  if (live.status === 'failed') {
    return (
      <ErrorState
        title={`The ${noun} could not be read`}
        hint={`${live.error.hint} Your changes are safe on this device.`}
        action={<Button onClick={live.retry}>Try again</Button>}
        className="py-6"
      />
    );
  }
  if (live.rows.length === 0 && empty !== undefined) return empty;
  return children(live.rows);
}

/** "As of 14:02, offline" while what is shown may be behind the server; nothing otherwise. */
export function StaleNote() {
  const status = useDesktopStatus();
  if (!status || status.connection === 'online' || status.connection === 'connecting') return null;
  return (
    <span className="text-xs whitespace-nowrap text-muted">
      {status.asOf === null ? 'Offline' : `As of ${formatTime(status.asOf)}, offline`}
    </span>
  );
}
