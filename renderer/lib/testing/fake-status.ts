import type { DesktopStatus } from '../desktop-client.ts';

/** A desktop in good order with one import under way. */
export const FAKE_STATUS: DesktopStatus = {
  phase: 'ready',
  person: {
    id: '018f6f4e-6d2a-7c31-9a55-0d8f3f2b7a10',
    name: 'Maya Lindqvist',
    email: 'maya@agency.example',
    role: 'account_manager',
    time_zone: 'Europe/Stockholm',
  },
  serverUrl: 'http://127.0.0.1:7410',
  connection: 'online',
  connectionReason: null,
  pending: 0,
  rejected: 0,
  conflicts: 0,
  jobs: [
    {
      id: '018f6f4e-6d2a-7c31-9a55-0d8f3f2b7a11',
      kind: 'import',
      title: 'Import spring-list.csv',
      done: 18_400,
      total: 48_211,
      unit: 'rows',
      state: 'running',
      message: null,
      link: null,
    },
  ],
  asOf: '2026-11-24T14:02:00.000Z',
  initialSync: null,
  tokenStore: 'file',
  version: '0.1.0',
  deviceName: 'Studio laptop',
  notices: [],
  undo: { undo: null, redo: null },
};
