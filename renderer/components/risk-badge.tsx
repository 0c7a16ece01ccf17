import { Badge } from '../ui/badge.tsx';
import { RISK_LOOKS } from './risk.ts';
import type { RiskLevel } from './risk.ts';

type RiskBadgeProps = { readonly level: RiskLevel; readonly className?: string | undefined };

/** How endangered a client is: icon in the level's colour and a neutral word. Critical alone is filled. */
export function RiskBadge({ level, className }: RiskBadgeProps) {
  const look = RISK_LOOKS[level];
  const Icon = look.icon;
  const isSolid = level === 'critical';
  return (
    <Badge tone={isSolid ? 'solid' : 'plain'} className={className}>
      <Icon aria-hidden className={isSolid ? '' : look.className} />
      {look.word}
    </Badge>
  );
}
