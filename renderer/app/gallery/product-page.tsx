import { InboxIcon } from 'lucide-react';
import { useState } from 'react';

import { RelativeTime } from '../../components/relative-time.tsx';
import { RiskBadge } from '../../components/risk-badge.tsx';
import { RISK_LEVELS } from '../../components/risk.ts';
import { Score } from '../../components/score.tsx';
import { SEVERITIES, SeverityBadge } from '../../components/severity-badge.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { Stat } from '../../components/stat.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { formatCount, formatMoney, formatPercent } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from './section.tsx';

const SYNC_STATES = ['saving', 'saved_here', 'waiting', 'synced', 'rejected', 'conflict'] as const;

/** What speaks the product's language. */
export function ProductPage() {
  const [threeHoursAgo] = useState(() => new Date(Date.now() - 3 * 3_600_000).toISOString());
  return (
    <>
      <Section title="Risk and severity">
        {RISK_LEVELS.map((level) => (
          <RiskBadge key={level} level={level} />
        ))}
        {SEVERITIES.map((severity) => (
          <SeverityBadge key={severity} severity={severity} />
        ))}
      </Section>
      <Section title="Sync">
        {SYNC_STATES.map((state) => (
          <SyncBadge key={state} state={state} />
        ))}
      </Section>
      <Section title="Numbers">
        <Stat label="Meetings this week" value={formatCount(37)} change={4} note="target 32" />
        <Stat label="Reply rate" value={formatPercent(0.0432)} change={-0.6} note="last 28 days" />
        <Stat label="Revenue this month" value={formatMoney(4_812_000, 'EUR')} note="11 of 12 clients" />
        <Stat label="Interested" value={formatCount(12)} note="n = 12, too few to judge" />
        <Score value={62} change={-8} size="hero" />
        <Score value={91} change={2} />
        <Score value={null} />
        <Sparkline values={[3, 4, 4, 6, null, 5, 7, 9]} label="Meetings, last 8 weeks, 3 to 9" />
        <Sparkline values={[5, 5, 5, 5]} label="Meetings, last 4 weeks, always 5" />
        <RelativeTime at={threeHoursAgo} />
      </Section>
      <Section title="Nothing, and something wrong">
        <EmptyState
          className="mx-0 py-4"
          icon={<InboxIcon aria-hidden />}
          title="No leads yet"
          description="Import a list, or look at the sample agency first."
          action={<Button>Import a list</Button>}
        />
        <ErrorState
          className="mx-0 py-4"
          title="Instantly rejected the key (401)"
          hint="Paste a new one, or keep working; 14 changes wait here."
          action={<Button>Paste a key</Button>}
        />
      </Section>
    </>
  );
}
