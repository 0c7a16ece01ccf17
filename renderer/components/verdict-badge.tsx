import {
  BanIcon,
  CircleCheckIcon,
  CircleDashedIcon,
  CircleHelpIcon,
  CircleXIcon,
  TriangleAlertIcon,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

import type { Verdict } from '../../shared/domain/vocabulary/leads.ts';
import { cn } from '../lib/class-names.ts';

type VerdictLook = {
  readonly word: string;
  readonly explanation: string;
  readonly icon: LucideIcon;
  readonly className: string;
};

export const VERDICT_LOOKS: Readonly<Record<Verdict, VerdictLook>> = {
  valid: {
    word: 'Valid',
    explanation: 'Nothing speaks against writing to this lead.',
    icon: CircleCheckIcon,
    className: 'text-healthy',
  },
  risky: {
    word: 'Risky',
    explanation: 'It may work, but look at the reasons first.',
    icon: TriangleAlertIcon,
    className: 'text-watch',
  },
  unknown: {
    word: 'Unknown',
    explanation: 'Not enough is known to decide.',
    icon: CircleHelpIcon,
    className: 'text-muted',
  },
  invalid: {
    word: 'Invalid',
    explanation: 'Mail to this address would not arrive.',
    icon: CircleXIcon,
    className: 'text-at-risk',
  },
  blocked: {
    word: 'Blocked',
    explanation: 'Nobody may write to this lead.',
    icon: BanIcon,
    className: 'text-critical',
  },
  unverified: {
    word: 'Not verified',
    explanation: 'Guardian has not looked at this lead yet.',
    icon: CircleDashedIcon,
    className: 'text-muted',
  },
};

type VerdictBadgeProps = { readonly verdict: Verdict; readonly className?: string | undefined };

/** Guardian's verdict: a sign in its colour and a neutral word. */
export function VerdictBadge({ verdict, className }: VerdictBadgeProps) {
  const { word, icon: Icon, className: color } = VERDICT_LOOKS[verdict];
  return (
    <span className={cn('inline-flex items-center gap-1.5', className)}>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', color)} />
      {word}
    </span>
  );
}
