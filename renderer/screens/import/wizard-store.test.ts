import { beforeEach, expect, test } from 'vitest';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import { importRequest, useImportWizard } from './wizard-store.ts';

const CLIENT = '01a20cd4-6a80-7c74-bdf4-c95af8bfa66f';
const OTHER = '01a20cd4-6a80-7c74-bdf4-c95af8bfa66e';
const CAMPAIGN = '01a20cd4-6a80-7c74-bdf4-c95af8bfa66d';

const preview = (fileId: string): ImportPreview => ({
  fileId,
  fileName: 'list.csv',
  bytes: 10,
  encoding: 'utf-8',
  delimiter: ',',
  headers: ['Mail', 'Notes'],
  sampleRows: [],
  estimatedRows: 1,
  problems: [],
  mapping: [{ column: 0, field: 'email', confidence: 1 }],
});

const wizard = () => useImportWizard.getState();

beforeEach(() => wizard().reset());

test('a list without a client cannot be asked for', () => {
  wizard().take(preview('a'), null);
  expect(importRequest(wizard())).toBeNull();
});

test('the client a person came from is chosen already', () => {
  wizard().take(preview('a'), CLIENT);
  expect(wizard().step).toBe('columns');
  expect(importRequest(wizard())).toEqual({
    fileId: 'a',
    clientId: CLIENT,
    campaignId: null,
    mapping: [{ column: 0, field: 'email' }],
    mode: 'create',
    onMatch: 'skip',
  });
});

test('another file keeps the answers given for the first', () => {
  wizard().take(preview('a'), null);
  wizard().set({ clientId: CLIENT, campaignId: CAMPAIGN, mode: 'both', onMatch: 'fill' });
  wizard().take(preview('b'), null);
  expect(importRequest(wizard())).toMatchObject({
    fileId: 'b',
    clientId: CLIENT,
    campaignId: CAMPAIGN,
    mode: 'both',
    onMatch: 'fill',
  });
});

test('a campaign does not follow to another client', () => {
  wizard().take(preview('a'), CLIENT);
  wizard().set({ campaignId: CAMPAIGN });
  wizard().take(preview('b'), OTHER);
  expect(wizard()).toMatchObject({ clientId: OTHER, campaignId: null });
});
