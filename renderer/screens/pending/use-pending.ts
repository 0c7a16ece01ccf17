import { useEffect, useState } from 'react';

import type { PendingEntry } from '../../../shared/contracts/desktop/pending.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { keepWatching } from '../../lib/keep-watching.ts';

export type PendingList =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppError; readonly retry: () => void }
  | { readonly status: 'ready'; readonly entries: readonly PendingEntry[]; readonly total: number };

/** Changes of this device that the server has not confirmed, as they come and go. */
export function usePending(): PendingList {
  const { client } = useDesktop();
  const [attempt, setAttempt] = useState(0);
  const [list, setList] = useState<PendingList>({ status: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    const open = (signal: AbortSignal) => client.pending.watch(undefined, { signal });
    const follow = async () => {
      for await (const { entries, total } of keepWatching(open, abort.signal)) {
        setList({ status: 'ready', entries, total });
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
