import { Badge } from '../ui/badge.tsx';
import { RISK_LOOKS } from './risk.ts';
import type { RiskLevel } from './risk.ts';

export const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
export type SeverityName = (typeof SEVERITIES)[number];

const LEVELS: Readonly<Record<SeverityName, RiskLevel>> = {
  P1: 'critical',
  P2: 'at_risk',
  P3: 'watch',
  P4: 'info',
};

type SeverityBadgeProps = { readonly severity: SeverityName; readonly className?: string | undefined };

/** An incident's severity: `P1` with its word, so that it reads aloud. P1 alone is filled. */
export function SeverityBadge({ severity, className }: SeverityBadgeProps) {
  const look = RISK_LOOKS[LEVELS[severity]];
  const Icon = look.icon;
  const isSolid = severity === 'P1';
  return (
    <Badge tone={isSolid ? 'solid' : 'plain'} className={className}>
      <Icon aria-hidden className={isSolid ? '' : look.className} />
      <span className="font-semibold">{severity}</span>
      <span className="font-normal">{look.word}</span>
    </Badge>
  );
}
