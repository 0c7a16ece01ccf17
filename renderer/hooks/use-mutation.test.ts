import { expect, test } from 'vitest';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { LiveRow, MutationRequest } from '../lib/desktop-client.ts';
import { createDesktop } from '../lib/create-desktop.ts';
import { createFakeDesktop } from '../lib/testing/fake-desktop.ts';
import { runChange } from './use-mutation.ts';

const lead: LiveRow = { key: 'lead-1', row: { id: 'lead-1', name: 'Ana' }, sync: 'synced' };
const rename = {
  name: 'lead.update',
  args: { id: 'lead-1', name: 'Anna' },
  optimistic: [{ key: 'lead-1', fields: { name: 'Anna' } }],
};

function setUp(refuse?: (request: MutationRequest) => AppError | null) {
  const { client } = createFakeDesktop({
    lists: { leads: [lead] },
    latencyMs: 0,
    ...(refuse ? { refuse } : {}),
  });
  return createDesktop(client, () => undefined);
}

test('the change is painted before the desktop has answered', async () => {
  const desktop = setUp();
  const running = runChange(desktop, rename);
  expect(desktop.overlay.view().merge(lead)).toMatchObject({ row: { name: 'Anna' }, sync: 'saving' });
  expect(await running).toMatchObject({ ok: true, receipt: { seq: 1 } });
  desktop.status.close();
});

test('a refused change comes off the screen and answers with its reason', async () => {
  const desktop = setUp(() => new AppError('disk_full', 'no room', { hint: 'Free some space.' }));
  const result = await runChange(desktop, rename);
  expect(result).toMatchObject({ ok: false, error: { code: 'disk_full', hint: 'Free some space.' } });
  expect(desktop.overlay.view().merge(lead)).toBe(lead);
  desktop.status.close();
});

test('a change tells the desktop how Undo is to speak of it', async () => {
  const asked: MutationRequest[] = [];
  const desktop = setUp((request) => {
    asked.push(request);
    return null;
  });
  await runChange(desktop, { ...rename, undo: { title: 'Name of Ana changed', showMessage: false } });
  await runChange(desktop, rename);
  expect(asked.map(({ undo }) => undo)).toEqual([{ title: 'Name of Ana changed' }, undefined]);
  desktop.status.close();
});
