import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { Link } from '@tanstack/react-router';
import { CircleAlertIcon, CircleCheckIcon, CircleSlashIcon, XIcon } from 'lucide-react';

import { AppError } from '../../shared/kernel/app-error.ts';
import { useDesktopStatus } from '../hooks/use-desktop-status.ts';
import type { Job } from '../lib/desktop-client.ts';
import { useDesktop } from '../lib/desktop-context.ts';
import { parseAddress } from '../lib/address.ts';
import { formatBytes, formatCount, formatPercent } from '../lib/format.ts';
import { useOverlays } from '../stores/overlays-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Progress } from '../ui/progress.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { showToast } from '../ui/toast.tsx';

/** Long work: how far it is, what came of it, and a way to stop it. Closing it or the window stops nothing. */
export function JobDrawer() {
  const open = useOverlays((state) => state.open === 'jobs');
  const close = useOverlays((state) => state.close);
  const jobs = useDesktopStatus()?.jobs ?? [];
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && close()} modal={false}>
      <BaseDialog.Portal>
        <BaseDialog.Popup className="floating-motion fixed right-3 bottom-9 z-40 flex max-h-[60vh] w-96 max-w-[calc(100vw-1.5rem)] flex-col rounded-panel border border-border bg-surface shadow-floating">
          <div className="flex h-11 shrink-0 items-center border-b border-border pr-2 pl-4">
            <BaseDialog.Title className="grow text-sm font-semibold">Jobs</BaseDialog.Title>
            <BaseDialog.Close render={<IconButton label="Close" shortcut="esc" />}>
              <XIcon />
            </BaseDialog.Close>
          </div>
          {jobs.length === 0 ? (
            <EmptyState
              title="Nothing runs"
              description="Imports, exports and rebuilds appear here."
              className="py-8"
            />
          ) : (
            <ul className="min-h-0 divide-y divide-border overflow-y-auto">
              {jobs.map((job) => (
                <JobLine key={job.id} job={job} onFollow={close} />
              ))}
            </ul>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function JobLine({ job, onFollow }: { readonly job: Job; readonly onFollow: () => void }) {
  const { client } = useDesktop();
  const isRunning = job.state === 'running';

  function cancel(): void {
    client.imports.cancel({ importId: job.id }).catch((cause: unknown) => {
      showToast({ title: 'Not cancelled', description: AppError.from(cause).hint, tone: 'error' });
    });
  }

  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <div className="flex items-center gap-2">
        <JobIcon state={job.state} />
        <span className="min-w-0 grow truncate text-sm font-medium">{job.title}</span>
        {isRunning && job.kind === 'import' ? (
          <Button size="sm" variant="ghost" onClick={cancel}>
            Cancel
          </Button>
        ) : null}
        {job.link && !isRunning ? (
          <Link
            {...parseAddress(job.link)}
            onClick={onFollow}
            className="text-sm font-medium text-accent hover:underline"
          >
            Open result
          </Link>
        ) : null}
      </div>
      {isRunning ? <Progress label={job.title} done={job.done} total={job.total} /> : null}
      <p className="text-xs text-muted">{job.message ?? progressText(job)}</p>
    </li>
  );
}

function JobIcon({ state }: { readonly state: Job['state'] }) {
  switch (state) {
    case 'running':
      return <Spinner />;
    case 'finished':
      return <CircleCheckIcon aria-label="Finished" className="size-4 text-healthy" />;
    case 'failed':
      return <CircleAlertIcon aria-label="Failed" className="size-4 text-critical" />;
    case 'cancelled':
      return <CircleSlashIcon aria-label="Cancelled" className="size-4 text-muted" />;
  }
}

function progressText({ done, total, unit }: Job): string {
  const format = unit === 'bytes' ? formatBytes : formatCount;
  if (total === null) return `${format(done)} so far`;
  return `${format(done)} of ${format(total)} · ${formatPercent(total === 0 ? 1 : done / total, 0)}`;
}
