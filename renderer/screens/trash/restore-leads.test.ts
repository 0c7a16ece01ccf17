import { expect, test } from 'vitest';

import { AppError } from '../../../shared/kernel/app-error.ts';
import type { LiveRow, MutationRequest } from '../../lib/desktop-client.ts';
import { createFakeDesktop } from '../../lib/testing/fake-desktop.ts';
import { restoreLeads } from './restore-leads.ts';

const owner = (id: string, client: string): LiveRow => ({
  key: id,
  row: { id, client_id: client },
  sync: 'synced',
});
const idsOf = ({ args }: MutationRequest) => (args as { ids: string[] }).ids;

test('restores by client, as one action', async () => {
  const asked: MutationRequest[] = [];
  const { client } = createFakeDesktop({
    lists: { 'trash.leads': [owner('1', 'a'), owner('2', 'b'), owner('3', 'a')] },
    latencyMs: 0,
    refuse: (request) => {
      asked.push(request);
      return null;
    },
  });
  expect(await restoreLeads(client, ['1', '2', '3'])).toMatchObject({ rows: 3, taken: 0 });
  expect(asked.map(idsOf)).toEqual([['1', '3'], ['2']]);
  expect(new Set(asked.map(({ undo }) => undo?.group)).size).toBe(1);
  expect(asked.at(-1)?.undo?.title).toBe('3 leads restored');
});

test('a mailbox that is taken leaves only its own lead in the trash', async () => {
  const { client } = createFakeDesktop({
    lists: { 'trash.leads': ['1', '2', '3', '4', '5'].map((id) => owner(id, 'a')) },
    latencyMs: 0,
    refuse: (request) => (idsOf(request).includes('4') ? new AppError('already_exists', 'taken') : null),
  });
  expect(await restoreLeads(client, ['1', '2', '3', '4', '5'])).toMatchObject({ rows: 4, taken: 1 });
});
