/**
 * Lead lists on their way into the replica and the outbox: files, previews, dry runs, runs that survive a crash.
 */
import { join } from 'node:path';
import { openAsBlob } from 'node:fs';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { uuidV7 } from '../../../shared/kernel/ids.ts';
import type {
  ImportPreview,
  ImportRequest,
  ImportSummary,
} from '../../../shared/contracts/desktop/imports.ts';
import { importOptionsSchema } from '../../../shared/engines/guardian/import-options.ts';
import type { DesktopPlatform, Log } from '../../desktop/ports.ts';
import type { StatusBoard } from '../../desktop/status-board.ts';
import type { WorkspaceHolder } from '../../desktop/workspace-holder.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { CsvPreview } from '../../../host/csv/preview-csv.ts';
import { withChosenName } from './chosen-name.ts';
import { createImportDesk } from './import-desk.ts';
import type { ImportDesk } from './import-desk.ts';
import { dryRunStream } from './dry-run.ts';
import { NO_PROGRESS, refusedPath } from './import-record.ts';
import type { ImportRecord } from './import-record.ts';
import { checkedMapping } from './import-request.ts';
import { previewOf } from './import-summary.ts';
import type { Imports } from './ports.ts';
import { uploadFiles } from './upload-files.ts';
import type { UploadFiles } from './upload-files.ts';
import { previewInWorker } from './worker-client.ts';

type ImportsOptions = {
  readonly workspaces: WorkspaceHolder;
  readonly sessions: Sessions;
  readonly board: StatusBoard;
  readonly platform: DesktopPlatform;
  readonly log: Log;
};

/** A file that was previewed and can be imported. */
type KnownFile = {
  readonly path: string;
  readonly name: string;
  readonly uploaded: boolean;
  readonly preview: CsvPreview;
};

type OpenDesk = {
  readonly desk: ImportDesk;
  readonly uploads: UploadFiles;
  readonly files: Map<string, KnownFile>;
};

export function createImports(options: ImportsOptions): Imports {
  const { workspaces, platform } = options;
  let opened: OpenDesk | null = null;

  workspaces.onOpen((workspace) => {
    const uploads = uploadFiles(join(workspace.folder, 'uploads'));
    const desk = createImportDesk({
      ...options,
      workspace,
      uploads,
      folder: join(workspace.folder, 'imports'),
    });
    opened = { desk, uploads, files: new Map() };
    return async () => {
      opened = null;
      await desk.close();
    };
  });

  async function current(): Promise<OpenDesk> {
    await workspaces.current();
    if (opened) return opened;
    throw new AppError('unauthenticated', 'nobody is signed in', { hint: 'Sign in first.' });
  }

  async function know(fileId: string, file: Omit<KnownFile, 'preview'>): Promise<ImportPreview> {
    const { files } = await current();
    const preview = await withChosenName(file, () => previewInWorker(platform.importWorker, file.path));
    files.set(fileId, { ...file, preview });
    return previewOf(fileId, file.name, preview);
  }

  async function recordFor(request: ImportRequest): Promise<ImportRecord> {
    const { files } = await current();
    const file = files.get(request.fileId);
    if (!file) {
      throw new AppError('not_found', `unknown file ${request.fileId}`, { hint: 'Choose the file again.' });
    }
    return {
      version: 1,
      import_id: uuidV7(platform.clock.now(), platform.randomBytes),
      client_id: request.clientId,
      campaign_id: request.campaignId,
      file: { path: file.path, name: file.name, bytes: file.preview.file.size, uploaded: file.uploaded },
      format: file.preview.format,
      columns: file.preview.columns.map((column) => ({ ...column })),
      mapping: { ...checkedMapping(request, file.preview) },
      options: importOptionsSchema.parse({ mode: request.mode, onMatch: request.onMatch }),
      state: 'running',
      progress: NO_PROGRESS,
      before: NO_PROGRESS,
      error: null,
      closings: 0,
    };
  }

  return {
    upload: async (part) => {
      const { uploads } = await current();
      const { fileId, path, name } = await uploads.take(part);
      const preview = part.last ? await know(fileId, { path, name, uploaded: true }) : null;
      return { fileId, preview };
    },
    open: async (path) => {
      if (!platform.mayOpenPath(path)) {
        throw new AppError('forbidden', 'a path that no dialog chose', {
          hint: 'Drop the file into the window, or choose it there.',
        });
      }
      const name = path.split(/[\\/]/).at(-1) ?? path;
      return know(uuidV7(platform.clock.now(), platform.randomBytes), { path, name, uploaded: false });
    },
    dryRun: (request, signal) => dryRun(request, signal),
    start: async (request) => {
      const { desk } = await current();
      return { importId: await desk.start(await recordFor(request)) };
    },
    watch: async (importId, signal) => (await current()).desk.watch(importId, signal),
    list: async () => [...(await (await current()).desk.list())],
    cancel: async (importId) => (await current()).desk.cancel(importId),
    resume: async (importId) => (await current()).desk.resume(importId),
    refused: async (importId) => {
      const { desk } = await current();
      const record = await desk.find(importId);
      if (record.progress.refused_bytes === 0) {
        throw new AppError('not_found', 'no row was refused', { hint: 'No row was refused.' });
      }
      const blob = await openAsBlob(refusedPath(desk.folder, importId), { type: 'text/csv' });
      const name = record.file.name.replace(/\.[^.]*$/, '');
      return new File([blob.slice(0, record.progress.refused_bytes)], `${name} - refused.csv`, {
        type: 'text/csv',
      });
    },
    close: async () => {
      await opened?.desk.close();
      opened = null;
    },
  };

  async function* dryRun(request: ImportRequest, signal: AbortSignal): AsyncGenerator<ImportSummary, void> {
    const workspace = await workspaces.current();
    yield* dryRunStream(
      {
        workerEntry: platform.importWorker,
        replica: await workspace.replica.client(),
        suppressionKey: options.sessions.current()?.suppressionKey ?? null,
        timers: platform.timers,
      },
      await recordFor(request),
      signal,
    );
  }
}
