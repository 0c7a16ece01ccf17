import { CheckIcon } from 'lucide-react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import type { DesktopStatus } from '../../lib/desktop-client.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatCount } from '../../lib/format.ts';
import { inWords } from '../../lib/words/vocabulary-words.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';
import { SessionPage } from './session-page.tsx';

type FirstSyncProps = { readonly status: DesktopStatus };

/** The first load into an empty replica: rows by table, and nothing of the product until all of it is there. */
export function FirstSyncScreen({ status }: FirstSyncProps) {
  const { initialSync, connection, connectionReason } = status;
  const tables = initialSync?.tables ?? [];
  const done = tables.filter((table) => table.done).length;
  const isWaiting = connection !== 'online' && connection !== 'connecting';
  return (
    <SessionPage
      title="Getting your data"
      lead="It is stored on this device once, so that everything works without a connection. Later starts are immediate."
      footer={<SignOut />}
    >
      {isWaiting ? (
        <p role="alert" className="text-sm">
          {connectionReason ?? 'The server cannot be reached.'} The load goes on by itself as soon as the
          server answers; nothing has to be repeated.
        </p>
      ) : null}
      <div role="status" className="flex flex-col gap-2">
        <p className="flex items-baseline gap-2">
          <span className="text-2xl font-semibold tracking-tight">{formatCount(initialSync?.rows ?? 0)}</span>
          <span className="text-sm text-muted">rows so far</span>
        </p>
        <Progress label="First load" done={done} total={tables.length === 0 ? null : tables.length} />
        <p className="text-xs text-muted">
          {tables.length === 0 ? 'Asking the server what is yours' : `${done} of ${tables.length} tables`}
        </p>
      </div>
      <TableList tables={tables.filter((table) => table.rows > 0 || !table.done)} />
    </SessionPage>
  );
}

type Tables = NonNullable<DesktopStatus['initialSync']>['tables'];

function TableList({ tables }: { readonly tables: Tables }) {
  if (tables.length === 0) return null;
  return (
    <ul className="flex flex-col">
      {tables.map((table) => (
        <li key={table.name} className="flex h-7 items-center gap-2 text-sm">
          <span className="flex size-4 items-center justify-center">
            {table.done ? (
              <CheckIcon aria-label="Done" className="size-4 text-healthy" />
            ) : (
              <Spinner className="size-3.5" />
            )}
          </span>
          <span className={table.done ? 'grow text-muted' : 'grow'}>{inWords(table.name)}</span>
          <span className="text-muted">{formatCount(table.rows)}</span>
        </li>
      ))}
    </ul>
  );
}

function SignOut() {
  const { client } = useDesktop();
  return (
    <span className="flex items-center justify-between gap-4">
      The wrong account?
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          client.session.signOut({ wipe: false, discard: false }).catch((cause: unknown) => {
            showToast({ title: 'Not signed out', description: AppError.from(cause).hint, tone: 'error' });
          });
        }}
      >
        Sign out
      </Button>
    </span>
  );
}
