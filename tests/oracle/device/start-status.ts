import type { DesktopStatus } from '../../../shared/contracts/desktop/status.ts';

export function startStatus(deviceName: string): DesktopStatus {
  return {
    phase: 'starting',
    person: null,
    serverUrl: '',
    connection: 'connecting',
    connectionReason: null,
    pending: 0,
    rejected: 0,
    conflicts: 0,
    jobs: [],
    asOf: null,
    initialSync: null,
    tokenStore: 'file',
    version: '0.1.0',
    deviceName,
    notices: [],
  };
}
