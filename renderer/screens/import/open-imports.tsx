import { Link } from '@tanstack/react-router';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { announce } from '../../lib/announcer.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun, formatPercent } from '../../lib/format.ts';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useOpenImports } from './use-open-imports.ts';

/** Imports that are not through: the running ones to look at, the interrupted and failed ones to go on with. */
export function OpenImports() {
  const { list, error, refresh } = useOpenImports();
  if (error) {
    return (
      <p role="alert" className="flex items-center gap-3 text-sm">
        <span className="text-muted">Earlier imports cannot be shown. {error.hint}</span>
        <Button size="sm" onClick={refresh}>
          Try again
        </Button>
      </p>
    );
  }
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="open-imports">
      <h2 id="open-imports" className="mb-1 text-base font-semibold">
        Not finished
      </h2>
      <ul className="flex flex-col divide-y divide-border/60">
        {list.map((one) => (
          <OpenImport key={one.importId} summary={one} onDismissed={refresh} />
        ))}
      </ul>
    </section>
  );
}

const STATE_WORDS = { running: 'Running', interrupted: 'Interrupted', failed: 'Failed' } as const;

type OpenImportProps = { readonly summary: ImportSummary; readonly onDismissed: () => void };

function OpenImport({ summary, onDismissed }: OpenImportProps) {
  const { client } = useDesktop();
  const { importId, fileName, state, error, rows, bytesDone, bytesTotal } = summary;
  const isRunning = state === 'running';
  const share = bytesTotal === 0 ? 0 : bytesDone / bytesTotal;
  const word = state === 'finished' || state === 'cancelled' ? '' : STATE_WORDS[state];
  const dismiss = () => {
    client.imports.cancel({ importId }).then(
      () => {
        announce(`${fileName} dismissed. What was imported stays.`);
        onDismissed();
      },
      (cause: unknown) =>
        showToast({ title: 'Not dismissed', description: AppError.from(cause).hint, tone: 'error' }),
    );
  };
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 grow">
        <p className="truncate text-sm font-medium">{fileName}</p>
        <p className="text-xs text-muted">
          {word} after {formatNoun(rows, { one: 'row', other: 'rows' })}, {formatPercent(share, 0)} of the
          file
          {error === null ? null : `. ${error}`}
        </p>
      </div>
      {isRunning ? null : (
        <Button variant="ghost" aria-label={`Dismiss ${fileName}`} onClick={dismiss}>
          Dismiss
        </Button>
      )}
      <Link
        to="/leads/import"
        search={isRunning ? { import: importId } : { resume: importId }}
        aria-label={`${isRunning ? 'Show' : 'Resume'} ${fileName}`}
        className={buttonClasses({})}
      >
        {isRunning ? 'Show' : 'Resume'}
      </Link>
    </li>
  );
}
