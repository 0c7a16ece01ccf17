import { RiskBadge } from '../../components/risk-badge.tsx';
import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Score } from '../../components/score.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { formatDate } from '../../lib/format.ts';
import type { HealthScore, HealthSignal } from '../../lib/rows/health-row.ts';
import { parseHealthScore } from '../../lib/rows/health-row.ts';
import { healthReasons } from '../../lib/words/health-words.ts';

type HealthExplainedProps = {
  readonly clientId: string;
  /** The three dearest reasons and no table. */
  readonly compact?: boolean | undefined;
};

const TOP_REASONS = 3;

/** A client's health score, where it is heading, and what takes points away from it. */
export function HealthExplained({ clientId, compact = false }: HealthExplainedProps) {
  const live = useLiveQuery({ query: 'health.of-client', args: { clientId }, parse: parseHealthScore });
  return (
    <LiveContent
      live={live}
      noun="health score"
      empty={
        <p className="text-sm text-muted">
          No score yet. The first one is computed when the client has been active for a week.
        </p>
      }
    >
      {(rows) => <Explained scores={rows.map(({ row }) => row)} compact={compact} />}
    </LiveContent>
  );
}

type ExplainedProps = { readonly scores: readonly HealthScore[]; readonly compact: boolean };

function Explained({ scores, compact }: ExplainedProps) {
  const latest = scores.at(-1);
  if (!latest) return null;
  const before = scores.at(-2);
  const values = scores.map(({ score }) => score);
  const range = `${Math.min(...values)} to ${Math.max(...values)}`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Score value={latest.score} change={before ? latest.score - before.score : null} size="hero" />
        <RiskBadge level={latest.risk_level} />
        <Sparkline
          values={values}
          width={compact ? 96 : 180}
          height={28}
          label={`Score over ${scores.length} weeks, ${range}`}
        />
        <span className="text-xs text-muted">
          Computed <RelativeTime at={latest.calculated_at} />
        </span>
      </div>
      <Reasons signals={latest.signals} limit={compact ? TOP_REASONS : latest.signals.length} />
      {latest.intervention_plan === null ? null : (
        <p className="text-sm">
          <span className="text-muted">Next: </span>
          {latest.intervention_plan}
        </p>
      )}
      {compact ? null : <History scores={scores} />}
    </div>
  );
}

type ReasonsProps = { readonly signals: readonly HealthSignal[]; readonly limit: number };

function Reasons({ signals, limit }: ReasonsProps) {
  const reasons = healthReasons(signals).slice(0, limit);
  if (reasons.length === 0) {
    return <p className="text-sm text-muted">Every signal has all of its points.</p>;
  }
  return (
    <ul className="flex flex-col gap-2">
      {reasons.map((reason) => (
        <li
          key={reason.key}
          className="grid grid-cols-[2.25rem_minmax(0,1fr)_auto] items-center gap-x-3 text-sm"
        >
          <span className="text-right font-semibold">−{reason.lost}</span>
          <span className="truncate">{reason.label}</span>
          <span className="flex items-center gap-2 text-xs whitespace-nowrap text-muted">
            <span aria-hidden className="h-1 w-20 overflow-hidden rounded-full bg-border">
              <svg viewBox={`0 0 ${reason.weight} 1`} preserveAspectRatio="none" className="size-full">
                <rect width={reason.points} height={1} className="fill-(--chart-1)" />
              </svg>
            </span>
            {reason.points} of {reason.weight}
          </span>
        </li>
      ))}
    </ul>
  );
}

function History({ scores }: { readonly scores: readonly HealthScore[] }) {
  return (
    <section aria-labelledby="score-history" className="mt-4">
      <h3 id="score-history" className="mb-1 text-xs font-medium text-muted">
        Earlier scores
      </h3>
      <table className="w-full max-w-120 text-sm">
        <thead className="sr-only">
          <tr>
            <th>Day</th>
            <th>Score</th>
            <th>Risk</th>
          </tr>
        </thead>
        <tbody>
          {scores.toReversed().map((score) => (
            <tr key={score.id} className="h-8 border-b border-border/60 last:border-0">
              <td className="text-muted">{formatDate(score.calculated_at)}</td>
              <td className="text-right font-medium">{score.score}</td>
              <td className="pl-6">
                <RiskBadge level={score.risk_level} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
