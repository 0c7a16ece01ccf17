import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';

type Known = Pick<DesktopStatus, 'serverUrl' | 'tokenStore' | 'version' | 'deviceName'>;

/** What there is to tell while no profile is open. */
export const NOTHING_OPEN: Omit<DesktopStatus, keyof Known | 'phase' | 'connection'> = {
  person: null,
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

/** What a desktop says of itself before anything is opened. */
export function startingStatus(known: Known): DesktopStatus {
  return { ...known, ...NOTHING_OPEN, phase: 'starting', connection: 'connecting' };
}
