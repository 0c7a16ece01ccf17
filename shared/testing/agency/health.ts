import type { NewRow } from '../../schema/registry.ts';
import type { RiskLevel, Severity } from '../../domain/vocabulary/seed.ts';
import { isoInstant } from '../../kernel/time.ts';
import type { DemoClient } from './clients.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const WEEKS = 13;

const SIGNALS = [
  ['meetings_vs_target', 'Meetings against target', 30],
  ['reply_trend', 'Reply trend', 20],
  ['delivery_health', 'Delivery health', 20],
  ['lead_quality', 'Lead quality and no-shows', 15],
  ['responsiveness', 'Responsiveness', 15],
] as const;

/** One score a week. Each signal carries its points; the points add up to the score. */
export function makeHealthScores(
  random: Random,
  nowMs: number,
  client: DemoClient,
): readonly NewRow<'health_scores'>[] {
  if (client.row.status === 'onboarding') return [];
  return Array.from({ length: WEEKS }, (_, index) => {
    const weeksAgo = WEEKS - 1 - index;
    const drift = client.trend * (0.5 - weeksAgo / WEEKS);
    const signals = SIGNALS.map(([key, label, weight]) => {
      const share = Math.min(1, Math.max(0, random.normal(0.3 + client.quality * 0.65 + drift * 0.5, 0.08)));
      return { key, label, weight, points: Math.round(share * weight) };
    });
    const score = signals.reduce((sum, signal) => sum + signal.points, 0);
    const risk = riskOf(score);
    return {
      id: random.uuid(),
      client_id: client.row.id,
      scope_client_id: client.row.id,
      score,
      risk_level: risk,
      signals: { model: 'demo', signals },
      intervention_plan:
        risk === 'healthy'
          ? null
          : 'Call the client this week; review targeting and the two weakest sequences together.',
      calculated_at: isoInstant(nowMs - weeksAgo * 7 * DAY_MS - 2 * HOUR_MS),
    };
  });
}

function riskOf(score: number): RiskLevel {
  if (score >= 70) return 'healthy';
  return score >= 50 ? 'at_risk' : 'critical';
}

const CAUSES: readonly (readonly [string, Severity, string])[] = [
  ['bounce_rate', 'P1', 'Bounce rate above 5% over the last 500 mails. The campaign was paused.'],
  ['domain_blacklisted', 'P1', 'A sending domain is listed on a block list.'],
  ['reply_collapse', 'P2', 'Replies fell to less than half of this client’s own baseline.'],
  ['dkim_broken', 'P2', 'DKIM does not verify on a sending domain.'],
  ['no_meetings', 'P3', 'No meeting was booked for ten working days.'],
  ['lead_pool', 'P3', 'The lead pool runs out within a week at the present pace.'],
  ['no_shows', 'P4', 'Two of the last five meetings were not attended.'],
];

/** Minutes within which someone has to acknowledge, by severity (docs/product alerts table). */
const ACKNOWLEDGE_MINUTES: Readonly<Record<Severity, number>> = { P1: 15, P2: 60, P3: 240, P4: 24 * 60 };

export function makeIncidents(
  random: Random,
  nowMs: number,
  client: DemoClient,
): readonly NewRow<'incidents'>[] {
  const count = random.poisson(1 + (1 - client.quality) * 4);
  return Array.from({ length: client.row.status === 'onboarding' ? 0 : count }, (_, index) => {
    const [type, severity, description] = random.pick(CAUSES);
    const open = index === 0 && client.row.status === 'active' && random.chance(1.1 - client.quality);
    const detectedMs = nowMs - (open ? random.int(1, 30) * HOUR_MS : random.int(3, 80) * DAY_MS);
    const resolvedMs = detectedMs + random.int(1, 40) * HOUR_MS;
    return {
      id: random.uuid(),
      client_id: client.row.id,
      scope_client_id: client.row.id,
      severity,
      type,
      description,
      status: open ? ('open' as const) : ('resolved' as const),
      fingerprint: `${type}:${client.row.id}`,
      auto_resolved: !open && random.chance(0.4),
      resolution: open
        ? null
        : random.pick([
            'Cause removed and verified.',
            'Recovered by itself.',
            'Sequence rewritten.',
            'Records repaired at the registrar.',
          ]),
      detected_at: isoInstant(detectedMs),
      resolved_at: open ? null : isoInstant(resolvedMs),
      acknowledge_due_at: isoInstant(detectedMs + ACKNOWLEDGE_MINUTES[severity] * 60_000),
      acknowledged_at: open ? null : isoInstant(detectedMs + random.int(2, 50) * 60_000),
      updated_at: isoInstant(open ? detectedMs : resolvedMs),
    };
  });
}
