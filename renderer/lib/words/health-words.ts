import type { HealthSignal } from '../rows/health-row.ts';

export type HealthReason = {
  readonly key: string;
  readonly label: string;
  /** Points missing from the full weight: what this signal takes away from 100. */
  readonly lost: number;
  readonly points: number;
  readonly weight: number;
};

/** Why a score is not higher: signals by the points they cost, the dearest first. Signals at full weight are left out. */
export function healthReasons(signals: readonly HealthSignal[]): readonly HealthReason[] {
  return signals
    .map(({ key, label, weight, points }) => ({ key, label, weight, points, lost: weight - points }))
    .filter(({ lost }) => lost > 0)
    .toSorted((left, right) => right.lost - left.lost);
}
