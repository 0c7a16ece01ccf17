import { readableTables } from '../../shared/domain/permissions/can.ts';
import { SCHEMA_VERSION } from '../../shared/schema/registry.ts';
import type { SessionInfo } from '../../shared/contracts/server/session.ts';
import type { Principal } from '../auth/principal.ts';
import type { AppPorts } from './ports.ts';

/** Desktops older than this are told to update; they keep reading and writing locally. */
export const MIN_DESKTOP_VERSION = '0.1.0';
const OFFLINE_SIGN_IN_DAYS = 30;

export async function sessionInfo(ports: AppPorts, principal: Principal): Promise<SessionInfo> {
  return {
    person: principal.person,
    client_ids: principal.clientIds === 'all' ? 'all' : [...principal.clientIds],
    tables: [...readableTables(principal.person.role)],
    epoch: await ports.writes.epoch(),
    server_version: ports.version,
    min_desktop_version: MIN_DESKTOP_VERSION,
    schema_version: SCHEMA_VERSION,
    suppression_key: ports.suppressionKey,
    offline_sign_in_days: OFFLINE_SIGN_IN_DAYS,
  };
}
