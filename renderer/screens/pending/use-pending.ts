import { useEffect, useState } from 'react';

import type { PendingList as Listed } from '../../../shared/contracts/desktop/pending.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { keepWatching } from '../../lib/keep-watching.ts';

export type PendingList =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppError; readonly retry: () => void }
  | ({ readonly status: 'ready' } & Readonly<Listed>);

/** Changes of this device that the server has not confirmed, as they come and go. */
export function usePending(): PendingList {
  const { client } = useDesktop();
  const [attempt, setAttempt] = useState(0);
  const [list, setList] = useState<PendingList>({ status: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    const open = (signal: AbortSignal) => client.pending.watch(undefined, { signal });
    const follow = async () => {
      for await (const listed of keepWatching(open, abort.signal)) {
        setList({ status: 'ready', ...listed });
      }
    };
    follow().catch((cause: unknown) => {
      if (abort.signal.aborted) return;
      const retry = () => setAttempt((count) => count + 1);
      setList({ status: 'failed', error: AppError.from(cause), retry });
    });
    return () => abort.abort();
  }, [client, attempt]);
  return list;
}
