import { CircleCheckIcon, EyeIcon, InfoIcon } from 'lucide-react';
import type { ComponentType } from 'react';

import { FilledOctagonIcon, FilledTriangleIcon } from './risk-icons.tsx';

/** One ramp for risk and severity, so that red means one thing. */
export const RISK_LEVELS = ['critical', 'at_risk', 'watch', 'healthy', 'info'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

type RiskLook = {
  readonly word: string;
  readonly icon: ComponentType<{ readonly className?: string; readonly 'aria-hidden'?: true }>;
  readonly className: string;
};

export const RISK_LOOKS: Readonly<Record<RiskLevel, RiskLook>> = {
  critical: { word: 'Critical', icon: FilledOctagonIcon, className: 'text-critical' },
  at_risk: { word: 'At risk', icon: FilledTriangleIcon, className: 'text-at-risk' },
  watch: { word: 'Watch', icon: EyeIcon, className: 'text-watch' },
  healthy: { word: 'Healthy', icon: CircleCheckIcon, className: 'text-healthy' },
  info: { word: 'Info', icon: InfoIcon, className: 'text-info' },
};
