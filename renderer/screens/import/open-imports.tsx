import { Link } from '@tanstack/react-router';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun, formatPercent } from '../../lib/format.ts';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useOpenImports } from './use-open-imports.ts';

/** Imports that are not through: the running ones to look at, the interrupted ones to go on with. */
export function OpenImports() {
  const imports = useOpenImports();
  if (imports.length === 0) return null;
  return (
    <section aria-labelledby="open-imports">
      <h2 id="open-imports" className="mb-1 text-base font-semibold">
        Not finished
      </h2>
      <ul className="flex flex-col divide-y divide-border/60">
        {imports.map((one) => (
          <OpenImport key={one.importId} summary={one} />
        ))}
      </ul>
    </section>
  );
}

function OpenImport({ summary }: { readonly summary: ImportSummary }) {
  const { client } = useDesktop();
  const isRunning = summary.state === 'running';
  const share = summary.bytesTotal === 0 ? 0 : summary.bytesDone / summary.bytesTotal;
  const giveUp = () => {
    client.imports.cancel({ importId: summary.importId }).catch((cause: unknown) => {
      showToast({ title: 'Not given up', description: AppError.from(cause).hint, tone: 'error' });
    });
  };
  return (
    <li className="flex items-center gap-4 py-2.5">
      <div className="min-w-0 grow">
        <p className="truncate text-sm font-medium">{summary.fileName}</p>
        <p className="text-xs text-muted">
          {isRunning ? 'Running' : 'Interrupted'} after{' '}
          {formatNoun(summary.rows, { one: 'row', other: 'rows' })}, {formatPercent(share, 0)} of the file
        </p>
      </div>
      {isRunning ? null : <Button onClick={giveUp}>Give up</Button>}
      <Link
        to="/leads/import"
        search={isRunning ? { import: summary.importId } : { resume: summary.importId }}
        className={buttonClasses({})}
      >
        {isRunning ? 'Show' : 'Resume'}
      </Link>
    </li>
  );
}
