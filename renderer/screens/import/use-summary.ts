import { useEffect, useState } from 'react';

import type { ImportRequest, ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { keepWatching } from '../../lib/keep-watching.ts';

export type Followed = {
  readonly summary: ImportSummary | null;
  readonly error: AppError | null;
  readonly retry: () => void;
};

/** What an import would do, as it is found out. The request must be the same object while it means the same. */
export function useDryRun(request: ImportRequest | null): Followed {
  const { client } = useDesktop();
  return useFollowed(request, (asked, signal) => client.imports.dryRun(asked, { signal }));
}

/** How far an import is, and what came of it. */
export function useImport(importId: string): Followed {
  const { client } = useDesktop();
  return useFollowed(importId, (asked, signal) => client.imports.watch({ importId: asked }, { signal }));
}

type Open<Asked> = (asked: Asked, signal: AbortSignal) => Promise<AsyncIterable<ImportSummary>>;

function useFollowed<Asked>(asked: Asked | null, open: Open<Asked>): Followed {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<Followed, 'retry'>>({ summary: null, error: null });
  useEffect(() => {
    if (asked === null) return undefined;
    const abort = new AbortController();
    setState({ summary: null, error: null });
    const follow = async () => {
      for await (const summary of keepWatching((signal) => open(asked, signal), abort.signal)) {
        setState({ summary, error: null });
      }
    };
    follow().catch((cause: unknown) => {
      if (!abort.signal.aborted) setState((old) => ({ ...old, error: AppError.from(cause) }));
    });
    return () => abort.abort();
    // `open` is a new function on every draw and always opens the same stream.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked, attempt]);
  return { ...state, retry: () => setAttempt((count) => count + 1) };
}
