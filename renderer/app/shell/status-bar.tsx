import { Link } from '@tanstack/react-router';
import { CircleXIcon, GitCompareArrowsIcon, HardDriveIcon, KeyRoundIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { cn } from '../../lib/class-names.ts';
import type { DesktopStatus } from '../../lib/desktop-client.ts';
import { formatCount, formatNoun, formatTime } from '../../lib/format.ts';
import { useOverlays } from '../../stores/overlays-store.ts';
import { Progress } from '../../ui/progress.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { CONNECTION_TEXTS } from './connection-text.ts';

const ITEM =
  'focus-inset inline-flex h-6.5 items-center gap-1.5 rounded-[4px] px-2 whitespace-nowrap hover:bg-raised hover:text-text [&_svg]:size-3.5 [&_svg]:shrink-0';

/** One line of truth about sync: connection, what waits here, what needs a person, what runs, how fresh. */
export function StatusBar() {
  const status = useDesktopStatus();
  return (
    <footer
      aria-label="Status"
      className="col-span-2 flex h-6.5 min-w-0 items-center gap-1 overflow-hidden border-t border-border bg-bg px-1.5 text-xs text-muted"
    >
      {status === null ? (
        <span className={ITEM}>
          <Spinner className="size-3.5" /> Starting
        </span>
      ) : (
        <StatusItems status={status} />
      )}
    </footer>
  );
}

function StatusItems({ status }: { readonly status: DesktopStatus }) {
  const connection = CONNECTION_TEXTS[status.connection];
  const Icon = connection.icon;
  return (
    <>
      <Item tip={status.connectionReason ?? connection.explanation}>
        <span tabIndex={0} className={ITEM}>
          <Icon aria-hidden className={connection.className} />
          {connection.word}
        </span>
      </Item>
      <PendingItem status={status} />
      <NeedsPerson
        count={status.rejected}
        noun={{ one: 'rejected change', other: 'rejected changes' }}
        icon={<CircleXIcon aria-hidden className="text-critical" />}
      />
      <NeedsPerson
        count={status.conflicts}
        noun={{ one: 'conflict', other: 'conflicts' }}
        icon={<GitCompareArrowsIcon aria-hidden className="text-at-risk" />}
      />
      <span className="grow" />
      <InitialSyncItem status={status} />
      <JobsItem status={status} />
      {status.tokenStore === 'file' ? (
        <Item tip="This computer offers no keychain: the sign-in is kept in a file that only your user can read.">
          <span tabIndex={0} className={ITEM}>
            <KeyRoundIcon aria-hidden /> Sign-in kept in a file
          </span>
        </Item>
      ) : null}
      <Item tip="The server's time up to which everything here is complete.">
        <span tabIndex={0} className={cn(ITEM, status.connection !== 'online' && 'text-text')}>
          {status.asOf === null ? 'Not loaded yet' : `As of ${formatTime(status.asOf)}`}
        </span>
      </Item>
      <span className={ITEM}>{status.version}</span>
    </>
  );
}

function Item({
  tip,
  children,
}: {
  readonly tip: ReactNode;
  readonly children: ReactElement<Record<string, unknown>>;
}) {
  return (
    <Tooltip content={tip} side="top">
      {children}
    </Tooltip>
  );
}

function PendingItem({ status }: { readonly status: DesktopStatus }) {
  return (
    <Tooltip
      side="top"
      shortcut="g p"
      content={
        status.pending === 0
          ? 'Everything you changed is on the server.'
          : 'Stored on this device, on their way to the server.'
      }
    >
      <Link to="/pending" className={ITEM}>
        <HardDriveIcon aria-hidden />
        {status.pending === 0 ? 'Nothing waits' : `${formatCount(status.pending)} waiting`}
      </Link>
    </Tooltip>
  );
}

type NeedsPersonProps = {
  readonly count: number;
  readonly noun: { readonly one: string; readonly other: string };
  readonly icon: ReactNode;
};

function NeedsPerson({ count, noun, icon }: NeedsPersonProps) {
  if (count === 0) return null;
  return (
    <Link to="/pending" className={cn(ITEM, 'font-medium text-text')}>
      {icon}
      {formatNoun(count, noun)}
    </Link>
  );
}

function InitialSyncItem({ status }: { readonly status: DesktopStatus }) {
  if (!status.initialSync) return null;
  const { tables, rows } = status.initialSync;
  const done = tables.filter((table) => table.done).length;
  return (
    <span className={ITEM}>
      Loading {formatNoun(rows, { one: 'row', other: 'rows' })}
      <Progress label="First load" done={done} total={tables.length} className="w-20" />
    </span>
  );
}

function JobsItem({ status }: { readonly status: DesktopStatus }) {
  const show = useOverlays((state) => state.show);
  const running = status.jobs.filter((job) => job.state === 'running');
  const first = running[0];
  if (!first) {
    return status.jobs.length === 0 ? null : (
      <button type="button" className={ITEM} onClick={() => show('jobs')}>
        Jobs
      </button>
    );
  }
  return (
    <button type="button" className={cn(ITEM, 'text-text')} onClick={() => show('jobs')}>
      <Spinner className="size-3.5" />
      {running.length === 1 ? first.title : formatNoun(running.length, { one: 'job', other: 'jobs' })}
      <Progress label={first.title} done={first.done} total={first.total} className="w-16" />
    </button>
  );
}
