import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';

/** What a desktop says of itself before anything is opened. */
export function startingStatus(
  known: Pick<DesktopStatus, 'serverUrl' | 'tokenStore' | 'version' | 'deviceName'>,
): DesktopStatus {
  return {
    ...known,
    phase: 'starting',
    person: null,
    connection: 'connecting',
    connectionReason: null,
    pending: 0,
    rejected: 0,
    conflicts: 0,
    jobs: [],
    asOf: null,
    initialSync: null,
    notices: [],
    undo: { undo: null, redo: null },
  };
}
