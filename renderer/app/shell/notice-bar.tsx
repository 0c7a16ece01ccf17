import { Link } from '@tanstack/react-router';

import { RISK_LOOKS } from '../../components/risk.ts';
import type { RiskLevel } from '../../components/risk.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import type { Notice } from '../../lib/desktop-client.ts';
import { parseAddress } from '../../lib/address.ts';
import { cn } from '../../lib/class-names.ts';

const LEVELS: Readonly<Record<Notice['level'], RiskLevel>> = {
  info: 'info',
  warning: 'at_risk',
  error: 'critical',
};

const SIGNED_OUT: Notice = {
  id: 'signed-out',
  level: 'warning',
  text: 'Your sign-in has ended. You can keep working; changes wait on this device until you sign in again.',
  action: { label: 'Sign in again', link: '/sign-in' },
};

/** What the desktop itself has to say, above the screen, until it no longer holds. */
export function NoticeBar() {
  const status = useDesktopStatus();
  const notices = [...(status?.connection === 'signed_out' ? [SIGNED_OUT] : []), ...(status?.notices ?? [])];
  if (notices.length === 0) return null;
  return (
    <ul aria-label="Notices" className="shrink-0">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const look = RISK_LOOKS[LEVELS[notice.level]];
  const Icon = look.icon;
  return (
    <li className="flex min-h-9 items-center gap-2 border-b border-border bg-raised px-4 py-1.5 text-sm">
      <Icon aria-hidden className={cn('size-4 shrink-0', look.className)} />
      <span className="grow">{notice.text}</span>
      {notice.action ? (
        <Link
          {...parseAddress(notice.action.link)}
          className="shrink-0 font-medium text-accent underline-offset-2 hover:underline"
        >
          {notice.action.label}
        </Link>
      ) : null}
    </li>
  );
}
