import { useCallback, useEffect, useState } from 'react';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useDesktop } from '../../lib/desktop-context.ts';

type OpenImports = {
  readonly list: readonly ImportSummary[];
  /** Why the list is not known. */
  readonly error: AppError | null;
  readonly refresh: () => void;
};

/** Imports that run, were interrupted or failed, newest first; asked again whenever a job begins or ends. */
export function useOpenImports(): OpenImports {
  const { client } = useDesktop();
  const [state, setState] = useState<Omit<OpenImports, 'refresh'>>({ list: [], error: null });
  const [turn, setTurn] = useState(0);
  const jobs = useDesktopStatus()?.jobs ?? [];
  const states = jobs.map((job) => `${job.id}:${job.state}`).join();
  useEffect(() => {
    let isCurrent = true;
    client.imports.list().then(
      (all) => {
        if (isCurrent) setState({ list: all.filter(isOpen), error: null });
      },
      (cause: unknown) => {
        if (isCurrent) setState({ list: [], error: AppError.from(cause) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, states, turn]);
  return { ...state, refresh: useCallback(() => setTurn((count) => count + 1), []) };
}

function isOpen({ state }: ImportSummary): boolean {
  return state === 'running' || state === 'interrupted' || state === 'failed';
}
