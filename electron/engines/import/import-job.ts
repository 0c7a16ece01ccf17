import type { Job } from '../../../shared/contracts/desktop/status.ts';
import type { ImportRecord } from './import-record.ts';

const STATES: Readonly<Record<ImportRecord['state'], Job['state']>> = {
  running: 'running',
  interrupted: 'failed',
  finished: 'finished',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** An import as the status bar shows it. */
export function importJob(record: ImportRecord): Job {
  const { counts, bytes_done: done } = record.progress;
  return {
    id: record.import_id,
    kind: 'import',
    title: `Importing ${record.file.name}`,
    done,
    total: record.file.bytes,
    unit: 'bytes',
    state: STATES[record.state],
    message:
      record.state === 'running'
        ? null
        : (record.error ??
          `${counts.created} created, ${counts.updated} updated, ${counts.skipped} skipped, ${counts.refused} refused.`),
    link: `/leads/import?import=${record.import_id}`,
  };
}
