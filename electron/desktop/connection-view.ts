import type { DesktopStatus } from '../../shared/contracts/desktop/status.ts';
import type { Connection } from '../sync/connectivity/machine.ts';

export type ShapesConnection = {
  readonly state: 'online' | 'connecting' | 'offline' | 'stopped';
  readonly reason: string | null;
};

type ConnectionView = Pick<DesktopStatus, 'connection' | 'connectionReason'>;

const RANK = { online: 0, connecting: 1, offline: 2, signed_out: 3, stopped: 4 } as const;

/** One word for two directions: the worse of sending and receiving, with its reason. */
export function connectionView(up: Connection, down: ShapesConnection | null): ConnectionView {
  // While nothing was received yet, sending speaks for both.
  const worse = down && RANK[down.state] > RANK[up.state] ? down : up;
  return { connection: worse.state, connectionReason: worse.reason };
}
