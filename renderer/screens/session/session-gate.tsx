import type { ReactNode } from 'react';

import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { FirstSyncScreen } from './first-sync-screen.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/**
 * What the window may show at all: signing in, the first load, or the product. Once something has been loaded the
 * product shows at once, whatever sync is doing.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const status = useDesktopStatus();
  if (status === null || status.phase === 'starting') return <Starting />;
  if (status.phase === 'signed_out') return <SignInScreen status={status} />;
  if (status.asOf === null) return <FirstSyncScreen status={status} />;
  return children;
}

function Starting() {
  return (
    <main className="flex h-full items-center justify-center">
      <p role="status" className="skeleton flex items-center gap-2 text-sm text-muted">
        <Spinner /> Starting the desktop
      </p>
    </main>
  );
}
