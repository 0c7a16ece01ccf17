import { useRef, useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { showToast } from '../../ui/toast.tsx';
import { exportLeads } from './export-csv.ts';
import type { BulkProgress } from './run-bulk.ts';

/** Writes the leads of a list to a CSV file, with progress and a stop. */
export function useExport() {
  const { client } = useDesktop();
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const abort = useRef<AbortController | null>(null);

  async function start(loadKeys: () => Promise<readonly string[]>): Promise<void> {
    if (abort.current) return;
    const controller = new AbortController();
    abort.current = controller;
    setProgress({ done: 0, total: 0 });
    try {
      const keys = await loadKeys();
      const ports = {
        live: client.live,
        signal: controller.signal,
        onProgress: (done: number, total: number) => setProgress({ done, total }),
      };
      const file = await exportLeads(ports, keys);
      saveFile(`leads ${new Date().toISOString().slice(0, 10)}.csv`, file);
      showToast({ title: `${formatNoun(keys.length, { one: 'lead', other: 'leads' })} exported` });
    } catch (cause) {
      if (!controller.signal.aborted)
        showToast({ title: 'Not exported', description: AppError.from(cause).hint, tone: 'error' });
    } finally {
      abort.current = null;
      setProgress(null);
    }
  }

  return {
    progress,
    run: (loadKeys: () => Promise<readonly string[]>) => void start(loadKeys),
    cancel: () => abort.current?.abort(),
  };
}
