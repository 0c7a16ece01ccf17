import { Link, useNavigate } from '@tanstack/react-router';
import { DownloadIcon } from 'lucide-react';
import { useState } from 'react';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { useClientNames } from '../../hooks/use-names.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { SummaryCounts, SummaryProgress, SummaryReasons } from './summary-view.tsx';
import { useImport } from './use-summary.ts';

const TITLES: Readonly<Record<ImportSummary['state'], string>> = {
  running: 'Importing',
  interrupted: 'Interrupted',
  finished: 'Imported',
  cancelled: 'Cancelled',
  failed: 'The import failed',
};

/** An import that runs or ran. Leaving this page stops nothing. */
export function ImportRun({ importId }: { readonly importId: string }) {
  const { summary, error, retry } = useImport(importId);
  if (error) {
    return (
      <ErrorState
        title="This import cannot be shown"
        hint={error.hint}
        action={<Button onClick={retry}>Try again</Button>}
      />
    );
  }
  if (!summary) {
    return (
      <div role="status" aria-label="Loading the import" className="flex flex-col gap-3">
        <Skeleton className="w-1/3" />
        <Skeleton className="w-2/3" />
      </div>
    );
  }
  return <RunView summary={summary} />;
}

function RunView({ summary }: { readonly summary: ImportSummary }) {
  const isRunning = summary.state === 'running';
  const client = useClientNames().find(({ id }) => id === summary.clientId);
  return (
    <>
      <div className="flex flex-col gap-1">
        <h2 className="text-lg font-semibold">
          {TITLES[summary.state]}{' '}
          <span className="font-normal text-muted">
            {summary.fileName}
            {client ? ` for ${client.company_name}` : null}
          </span>
        </h2>
        <p className="text-sm text-muted">{explanation(summary)}</p>
      </div>
      {isRunning ? <SummaryProgress summary={summary} label={`Importing ${summary.fileName}`} /> : null}
      <SummaryCounts summary={summary} />
      <RunActions summary={summary} />
      <SummaryReasons summary={summary} />
    </>
  );
}

function explanation(summary: ImportSummary): string {
  const taken = formatNoun(summary.created + summary.updated, { one: 'lead was', other: 'leads were' });
  switch (summary.state) {
    case 'running':
      return 'You can close this page or the window; the import goes on and is listed under Jobs.';
    case 'interrupted':
      return `${summary.error === null ? '' : `${summary.error} `}${taken} written before it stopped. Resume continues behind the last row that is safe.`;
    case 'finished':
      return `${taken} written, on the way to the server and your colleagues.`;
    case 'cancelled':
      return `${taken} written before it was cancelled, and stay.`;
    case 'failed':
      return `${summary.error ?? 'Something went wrong.'} ${taken} written before, and stay.`;
  }
}

function RunActions({ summary }: { readonly summary: ImportSummary }) {
  const navigate = useNavigate();
  const { importId, state } = summary;
  const { isStopping, cancel, saveRefused } = useRunActs(importId);
  const again = () => void navigate({ to: '/leads/import', search: { client: summary.clientId } });
  const refused = () => void saveRefused();
  useRunCommands({ again, refused: summary.refused > 0 ? refused : null });

  return (
    <div className="flex flex-wrap items-center gap-2">
      {state === 'running' ? (
        <Button disabled={isStopping} onClick={cancel}>
          Cancel import
        </Button>
      ) : null}
      {state === 'interrupted' || state === 'failed' ? (
        <Link
          to="/leads/import"
          search={{ resume: importId }}
          className={buttonClasses({ variant: 'primary' })}
        >
          Resume
        </Link>
      ) : null}
      {summary.created + summary.updated > 0 ? (
        <Link
          to="/leads"
          search={{ import: importId }}
          className={buttonClasses({ variant: state === 'finished' ? 'primary' : 'secondary' })}
        >
          Show these leads
        </Link>
      ) : null}
      {summary.refused > 0 ? (
        <Button onClick={refused}>
          <DownloadIcon /> Download refused rows <Kbd keys="mod+shift+e" />
        </Button>
      ) : null}
      {state === 'running' ? null : (
        <Button variant="ghost" onClick={again}>
          Import another list <Kbd keys="o" />
        </Button>
      )}
    </div>
  );
}

function useRunActs(importId: string) {
  const { client } = useDesktop();
  const [isStopping, setStopping] = useState(false);

  async function saveRefused(): Promise<void> {
    try {
      const file = await client.imports.refused({ importId });
      saveFile(file.name, file);
    } catch (cause) {
      showToast({ title: 'Not saved', description: AppError.from(cause).hint, tone: 'error' });
    }
  }

  function cancel(): void {
    setStopping(true);
    client.imports
      .cancel({ importId })
      .catch((cause: unknown) => {
        showToast({ title: 'Not cancelled', description: AppError.from(cause).hint, tone: 'error' });
      })
      .finally(() => setStopping(false));
  }

  return { isStopping, cancel, saveRefused };
}

type RunCommands = { readonly again: () => void; readonly refused: (() => void) | null };

function useRunCommands({ again, refused }: RunCommands): void {
  useCommands([
    { id: 'import.again', title: 'Import another list', group: 'Import', shortcut: 'o', run: again },
    {
      id: 'import.refused',
      title: 'Download refused rows',
      group: 'Import',
      shortcut: 'mod+shift+e',
      when: () => refused !== null,
      run: () => refused?.(),
    },
  ]);
}
