import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';

/** Large enough to be quick, small enough to show movement and to stop between two. */
const PART_BYTES = 1_000_000;

type UploadPorts = {
  readonly imports: Pick<DesktopClient['imports'], 'upload'>;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
};

/** Hands a chosen file to the desktop part by part; answers with what it found in it. Throws `AppError`. */
export async function uploadList(ports: UploadPorts, file: File): Promise<ImportPreview> {
  const { imports, signal, onProgress } = ports;
  if (file.size === 0) {
    throw new AppError('invalid_input', 'empty file', { hint: 'The file is empty. Choose another one.' });
  }
  let fileId: string | null = null;
  for (let start = 0; start < file.size; start += PART_BYTES) {
    signal.throwIfAborted();
    const end = Math.min(file.size, start + PART_BYTES);
    const bytes = await readPart(file, start, end);
    const part = new File([bytes], file.name, { type: 'application/octet-stream' });
    const answer = await imports.upload({
      fileId,
      fileName: file.name.slice(-255),
      part,
      last: end === file.size,
    });
    fileId = answer.fileId;
    onProgress(end);
    if (answer.preview) return answer.preview;
  }
  throw new AppError('bug', 'the upload ended without a preview');
}

/** A file that was deleted or changed after it was chosen cannot be read any more. */
async function readPart(file: File, start: number, end: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(start, end).arrayBuffer();
  } catch (cause) {
    throw new AppError('not_found', 'file unreadable', {
      hint: 'The file was moved or changed, or may not be read. Choose it again.',
      cause,
    });
  }
}
