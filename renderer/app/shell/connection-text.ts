import { CloudCheckIcon, CloudOffIcon, CloudSyncIcon, LogOutIcon, OctagonAlertIcon } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

import type { DesktopStatus } from '../../lib/desktop-client.ts';

type ConnectionText = {
  readonly word: string;
  readonly explanation: string;
  readonly icon: LucideIcon;
  readonly className: string;
};

/** How the connection is called, what it means for the person, and its sign. */
export const CONNECTION_TEXTS: Readonly<Record<DesktopStatus['connection'], ConnectionText>> = {
  online: {
    word: 'Online',
    explanation: 'Changes go to the server as you make them.',
    icon: CloudCheckIcon,
    className: 'text-healthy',
  },
  connecting: {
    word: 'Connecting',
    explanation: 'Looking for the server. You can keep working.',
    icon: CloudSyncIcon,
    className: 'text-muted',
  },
  offline: {
    word: 'Offline',
    explanation: 'You can keep working; changes wait on this device.',
    icon: CloudOffIcon,
    className: 'text-at-risk',
  },
  signed_out: {
    word: 'Signed out',
    explanation: 'Sign in again to send and receive changes.',
    icon: LogOutIcon,
    className: 'text-at-risk',
  },
  stopped: {
    word: 'Sync stopped',
    explanation: 'Something needs you before sync can go on.',
    icon: OctagonAlertIcon,
    className: 'text-critical',
  },
};
