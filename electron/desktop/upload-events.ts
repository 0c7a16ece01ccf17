import { randomUUID } from 'node:crypto';

import { AppError } from '../../shared/kernel/app-error.ts';
import type { SessionWatch } from '../session/session-watch.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Outbox } from '../sync/outbox/outbox.ts';
import type { UploadEvents } from '../sync/upload/ports.ts';
import type { Log } from './ports.ts';
import type { StatusBoard } from './status-board.ts';

const FAULT_NOTICE = 'upload-fault';
/** Asking for access again and again would only hide that there is none. */
const REGAIN_TRIES = 2;

/** What the way up needs done elsewhere: session, device, notices. */
export function uploadEvents(parties: {
  readonly sessions: Sessions;
  readonly board: StatusBoard;
  readonly outbox: Outbox;
  readonly watch: () => SessionWatch;
  readonly log: Log;
}): UploadEvents {
  const { sessions, board, outbox, log } = parties;
  let regained = 0;

  async function presentDevice(deviceId: string): Promise<void> {
    await sessions.changeDevice(deviceId).catch((cause: unknown) => {
      log.warn('the device could not be presented', { code: AppError.from(cause).code });
    });
  }

  return {
    probe: async () => {
      const refresh = await sessions.refresh();
      if (typeof refresh === 'object') return refresh;
      return refresh === 'same' || refresh === 'changed' ? 'there' : 'refused';
    },
    refreshToken: async () => {
      const refresh = await sessions.refresh();
      return refresh === 'same' || refresh === 'changed' || typeof refresh === 'object';
    },
    rereadSession: () => parties.watch().kick(),
    regainAccess: async () => {
      regained += 1;
      if (regained > REGAIN_TRIES) return false;
      await presentDevice(outbox.view().deviceId);
      parties.watch().kick();
      return true;
    },
    newDeviceId: () => randomUUID(),
    deviceChanged: async (deviceId) => {
      log.warn('this profile is a copy: it continues as a new device', { deviceId });
      await presentDevice(deviceId);
    },
    localFault: (error) => {
      if (!error) {
        regained = 0;
        return board.dropNotice(FAULT_NOTICE);
      }
      log.error('changes cannot be sent', { code: error.code, message: error.message });
      board.putNotice({
        id: FAULT_NOTICE,
        level: 'error',
        text: `Changes cannot be sent at the moment: ${error.hint}`,
        action: { label: 'Look at pending changes', link: '/pending' },
      });
    },
    drained: () => {
      regained = 0;
    },
  };
}
