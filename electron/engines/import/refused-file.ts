import { appendFile, mkdir, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

import { refusedRowsHeader } from '../../../shared/domain/csv/refused-rows.ts';
import type { CsvColumn } from '../../../shared/domain/csv/headers.ts';
import { diskError, systemCode } from '../../platform/disk-errors.ts';

/**
 * Adds lines to the file of refused rows, which is first cut to `keepBytes`: what a lost run wrote behind its last
 * checkpoint goes. Answers with the new size.
 */
export async function addRefused(
  path: string,
  columns: readonly CsvColumn[],
  keepBytes: number,
  lines: string,
): Promise<number> {
  if (lines === '' && keepBytes > 0) return keepBytes;
  const added = Buffer.from(keepBytes === 0 ? refusedRowsHeader(columns) + lines : lines, 'utf8');
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await truncate(path, keepBytes).catch((cause: unknown) => {
      if (systemCode(cause) !== 'ENOENT') throw cause;
    });
    await appendFile(path, added, { mode: 0o600, flush: true });
    return keepBytes + added.length;
  } catch (cause) {
    throw diskError(cause, 'the file of refused rows');
  }
}
