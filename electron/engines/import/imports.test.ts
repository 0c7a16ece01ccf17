import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type {
  ImportPreview,
  ImportRequest,
  ImportSummary,
} from '../../../shared/contracts/desktop/imports.ts';
import { importBatchArgs } from '../../../shared/mutations/leads/import-batch.ts';
import { openDesk } from '../../desktop/testing/desk.ts';
import type { Desk } from '../../desktop/testing/desk.ts';
import { CLIENT_ID, PERSON } from '../../desktop/testing/fake-sync-server.ts';
import { NO_PROGRESS } from './import-record.ts';
import type { ImportRecord } from './import-record.ts';
import { batchMutationId } from './pack-batch.ts';
import { settledProgress } from './run-import.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let desk: Desk;

function knowClient(): void {
  desk.replica.rows.set('clients.detail', [{ settings: { guardian: { reserved_domain: 'allow' } } }]);
}

beforeEach(async () => {
  desk = await openDesk();
  await desk.client.session.signIn({ email: PERSON.email, password: 'correct horse' });
  knowClient();
});

afterEach(() => desk.close(), 30_000);

/** Every tenth row has no address that could be written to. */
function list(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const email = index % 10 === 9 ? `broken ${index}` : `p${index}@firm${index}.example`;
    return `${email},Ada,Byron,Firm ${index},US`;
  });
  return ['Email,First Name,Last Name,Company,Country', ...lines, ''].join('\n');
}

async function upload(text: string): Promise<ImportPreview> {
  const bytes = new Blob([text]);
  const half = Math.floor(bytes.size / 2);
  const part = (blob: Blob): File => new File([blob], 'part');
  const fileName = '../../My list.csv';
  const first = await desk.client.imports.upload({
    fileId: null,
    fileName,
    part: part(bytes.slice(0, half)),
    last: false,
  });
  expect(first.preview).toBeNull();
  const { preview } = await desk.client.imports.upload({
    fileId: first.fileId,
    fileName,
    part: part(bytes.slice(half)),
    last: true,
  });
  return preview!;
}

function requestFor(preview: ImportPreview, parts: Partial<ImportRequest> = {}): ImportRequest {
  return {
    fileId: preview.fileId,
    clientId: CLIENT_ID,
    campaignId: null,
    mapping: preview.mapping.map(({ column, field }) => ({ column, field })),
    mode: 'both',
    onMatch: 'fill',
    ...parts,
  };
}

async function last(stream: AsyncIterable<ImportSummary>): Promise<ImportSummary> {
  let summary: ImportSummary | null = null;
  for await (const one of stream) summary = one;
  return summary!;
}

function importedBatches() {
  return desk.replica.pending
    .filter((one) => one.name === 'leads/import-batch')
    .map((one) => ({ id: one.id, args: importBatchArgs.parse(one.args) }));
}

const wire = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (cause: { data?: unknown }) => cause.data ?? cause,
  );

test('a list becomes batches in the outbox, its bad rows a file with reasons', async () => {
  const preview = await upload(list(2_500));
  expect(preview).toMatchObject({ fileName: 'My list.csv', estimatedRows: 2_500 });
  const { importId } = await desk.client.imports.start(requestFor(preview));
  const summary = await last(await desk.client.imports.watch({ importId }));
  expect(summary).toMatchObject({ state: 'finished', rows: 2_500, created: 2_250, refused: 250, skipped: 0 });

  const batches = importedBatches();
  expect(batches.map(({ args }) => [args.rows.length, args.refused])).toEqual([
    [900, 100],
    [900, 100],
    [450, 50],
  ]);
  const ids = batches.flatMap(({ args }) => args.rows.map((row) => row.id));
  expect(new Set(ids).size).toBe(2_250);
  expect(desk.replica.pending.map((one) => one.name)).toEqual([
    'lead-imports/start',
    'leads/import-batch',
    'leads/import-batch',
    'leads/import-batch',
    'lead-imports/finish',
  ]);

  const file = await desk.client.imports.refused({ importId });
  const lines = (await file.text()).trim().split('\r\n');
  expect(file.name).toBe('My list - refused.csv');
  expect(lines).toHaveLength(251);
  expect(lines[1]).toMatch(/^broken 9,.*,11,/);
}, 60_000);

test('a dry run says the same and writes nothing', async () => {
  const preview = await upload(list(1_200));
  const summary = await last(await desk.client.imports.dryRun(requestFor(preview)));
  expect(summary).toMatchObject({
    dryRun: true,
    state: 'finished',
    rows: 1_200,
    created: 1_080,
    refused: 120,
  });
  expect(desk.replica.pending).toEqual([]);
  expect(desk.desktop.status().pending).toBe(0);
}, 60_000);

test('an import that the end of the desktop interrupts is offered and goes on without a row lost or doubled', async () => {
  const preview = await upload(list(6_000));
  const { importId } = await desk.client.imports.start(requestFor(preview));
  await vi.waitFor(() => expect(importedBatches().length).toBeGreaterThan(0), 30_000);
  desk = await desk.restart();
  knowClient();
  await vi.waitFor(async () => {
    expect(await desk.client.imports.list()).toMatchObject([{ importId, state: 'interrupted' }]);
  }, 10_000);
  expect(
    desk.desktop
      .status()
      .notices.map((one) => one.text)
      .join(),
  ).toContain('interrupted after');
  await desk.client.imports.resume({ importId });
  const summary = await last(await desk.client.imports.watch({ importId }));
  expect(summary).toMatchObject({ state: 'finished', rows: 6_000, created: 5_400, refused: 600 });

  const workspace = await desk.desktop.context.workspaces.current();
  const batches = [];
  for (const entry of workspace.outbox.open()) {
    const record = await workspace.outbox.read(entry.id);
    if (record.name === 'leads/import-batch') batches.push(importBatchArgs.parse(record.args));
  }
  const emails = batches.flatMap((batch) => batch.rows.map((row) => row.email));
  expect(emails).toHaveLength(5_400);
  expect(new Set(emails).size).toBe(5_400);
  const refused = await (await desk.client.imports.refused({ importId })).text();
  expect(refused.trim().split('\r\n')).toHaveLength(601);
}, 90_000);

test('cancelling keeps what is in and says so', async () => {
  const preview = await upload(list(8_000));
  const { importId } = await desk.client.imports.start(requestFor(preview));
  await vi.waitFor(() => expect(importedBatches().length).toBeGreaterThan(0), 30_000);
  await desk.client.imports.cancel({ importId });
  const [summary] = await desk.client.imports.list();
  expect(summary).toMatchObject({ state: 'cancelled' });
  expect(summary!.created).toBe(importedBatches().reduce((sum, { args }) => sum + args.rows.length, 0));
  expect(desk.replica.pending.at(-1)).toMatchObject({
    name: 'lead-imports/finish',
    args: { status: 'cancelled' },
  });
}, 60_000);

describe('what cannot be imported', () => {
  test('two columns on one field, an unknown field, an unknown column, no address', async () => {
    const preview = await upload(list(20));
    const refusal = await wire(
      desk.client.imports.start(
        requestFor(preview, {
          mapping: [
            { column: 1, field: 'first_name' },
            { column: 2, field: 'first_name' },
            { column: 3, field: 'shoe_size' },
            { column: 99, field: 'city' },
          ],
        }),
      ),
    );
    expect(refusal).toMatchObject({ code: 'invalid_input' });
    const { hint } = refusal as { hint: string };
    for (const part of ['both go to first name', 'shoe_size', 'column number 100', 'e-mail'])
      expect(hint).toContain(part);
    expect(await desk.client.imports.list()).toEqual([]);
  });

  test('a list for a client that is not there fails, with nothing half-done', async () => {
    desk.replica.rows.set('clients.detail', []);
    const preview = await upload(list(20));
    const { importId } = await desk.client.imports.start(requestFor(preview));
    await vi.waitFor(async () => {
      expect(await desk.client.imports.list()).toMatchObject([{ importId, state: 'failed' }]);
    }, 20_000);
    expect(importedBatches()).toEqual([]);
  }, 30_000);

  test('a binary file, and a header without rows', async () => {
    expect(await wire(upload('\u0000\u0001\u0002PNG\u0000'.repeat(100)))).toMatchObject({ retryable: false });
    const preview = await upload('Email,First Name\n');
    expect(preview.problems).toMatchObject([{ code: 'header_only', blocking: true }]);
    expect(await wire(desk.client.imports.start(requestFor(preview)))).toMatchObject({
      code: 'invalid_input',
    });
  }, 30_000);

  test('a refused file is called by the name the person knows', async () => {
    const refusal = await wire(upload('\u0000\u0001\u0002PNG\u0000'.repeat(100)));
    expect(refusal).toMatchObject({ hint: expect.stringContaining('“My list.csv”') });
    const preview = await upload(list(20));
    const { folder } = await desk.desktop.context.workspaces.current();
    await rm(join(folder, 'uploads'), { recursive: true });
    const dry = await wire(last(await desk.client.imports.dryRun(requestFor(preview))));
    expect(dry).toMatchObject({ hint: expect.stringContaining('“My list.csv”') });
    const { importId } = await desk.client.imports.start(requestFor(preview));
    await vi.waitFor(async () => {
      expect(await desk.client.imports.list()).toMatchObject([
        { importId, state: 'failed', error: expect.stringContaining('“My list.csv”') },
      ]);
    }, 20_000);
  }, 60_000);

  test('a path that no dialog chose', async () => {
    expect(await wire(desk.client.imports.open({ path: '/etc/passwd' }))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('files that no import needs are gone after a restart', async () => {
    await upload(list(20));
    desk = await desk.restart();
    await desk.client.imports.list();
    const { folder } = await desk.desktop.context.workspaces.current();
    await vi.waitFor(async () => expect(await readdir(join(folder, 'uploads'))).toEqual([]), 10_000);
  });
});

test('progress counts only when the outbox has the batch it speaks of', () => {
  const record = {
    import_id: '01a20cd4-6a80-7c74-bdf4-c95af8bfa66f',
    before: { ...NO_PROGRESS, batch: 1 },
    progress: { ...NO_PROGRESS, batch: 2 },
  } as ImportRecord;
  const has = (id: string) => (id === batchMutationId(record.import_id, 2) ? ({} as never) : undefined);
  expect(settledProgress(record, { find: has }).progress.batch).toBe(2);
  expect(settledProgress(record, { find: () => undefined }).progress.batch).toBe(1);
});
