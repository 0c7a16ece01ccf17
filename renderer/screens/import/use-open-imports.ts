import { useEffect, useState } from 'react';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useDesktop } from '../../lib/desktop-context.ts';

/** Imports that run or were interrupted, newest first; asked again whenever a job begins or ends. */
export function useOpenImports(): readonly ImportSummary[] {
  const { client } = useDesktop();
  const [list, setList] = useState<readonly ImportSummary[]>([]);
  const jobs = useDesktopStatus()?.jobs ?? [];
  const states = jobs.map((job) => `${job.id}:${job.state}`).join();
  useEffect(() => {
    let isCurrent = true;
    client.imports.list().then(
      (all) => {
        if (isCurrent) setList(all.filter((one) => one.state === 'interrupted' || one.state === 'running'));
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, states]);
  return list;
}
