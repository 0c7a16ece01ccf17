import type {
  ImportPreview,
  ImportRequest,
  ImportSummary,
} from '../../../shared/contracts/desktop/imports.ts';

/** Lead lists on their way in: files, previews, runs. Errors are AppError with a hint for the person. */
export type Imports = {
  /** Takes the next part of an uploaded file; the last one answers with the preview. */
  readonly upload: (part: UploadPart) => Promise<{ fileId: string; preview: ImportPreview | null }>;
  /** A file of this machine, by its path. */
  readonly open: (path: string) => Promise<ImportPreview>;
  readonly dryRun: (request: ImportRequest, signal: AbortSignal) => AsyncGenerator<ImportSummary, void>;
  readonly start: (request: ImportRequest) => Promise<{ importId: string }>;
  readonly watch: (importId: string, signal: AbortSignal) => Promise<AsyncGenerator<ImportSummary, void>>;
  readonly list: () => Promise<ImportSummary[]>;
  readonly cancel: (importId: string) => Promise<void>;
  readonly resume: (importId: string) => Promise<void>;
  readonly refused: (importId: string) => Promise<File>;
  readonly close: () => Promise<void>;
};

export type UploadPart = {
  readonly fileId: string | null;
  readonly fileName: string;
  readonly part: Blob;
  readonly last: boolean;
};
