import { expect, test } from 'vitest';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import { uploadList } from './upload-list.ts';

const PREVIEW: ImportPreview = {
  fileId: 'f1',
  fileName: 'list.csv',
  bytes: 0,
  encoding: 'utf-8',
  delimiter: ',',
  headers: [],
  sampleRows: [],
  estimatedRows: 0,
  problems: [],
  mapping: [],
};

function desk() {
  const parts: { readonly fileId: string | null; readonly size: number; readonly last: boolean }[] = [];
  const upload = async (input: { fileId: string | null; fileName: string; part: File; last: boolean }) => {
    parts.push({ fileId: input.fileId, size: input.part.size, last: input.last });
    return { fileId: 'f1', preview: input.last ? PREVIEW : null };
  };
  return { parts, imports: { upload } };
}

const ports = (imports: ReturnType<typeof desk>['imports']) => ({
  imports,
  signal: new AbortController().signal,
  onProgress: () => undefined,
});

test('a file goes in parts, in order, under the name the first answer gave it', async () => {
  const { parts, imports } = desk();
  const file = new File([new Uint8Array(2_500_000)], 'list.csv');
  expect(await uploadList(ports(imports), file)).toBe(PREVIEW);
  expect(parts).toEqual([
    { fileId: null, size: 1_000_000, last: false },
    { fileId: 'f1', size: 1_000_000, last: false },
    { fileId: 'f1', size: 500_000, last: true },
  ]);
});

test('an empty file is refused before it is sent', async () => {
  const { parts, imports } = desk();
  await expect(uploadList(ports(imports), new File([], 'list.csv'))).rejects.toMatchObject({
    hint: 'The file is empty. Choose another one.',
  });
  expect(parts).toEqual([]);
});
