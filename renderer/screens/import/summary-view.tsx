import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { VERDICTS } from '../../../shared/domain/vocabulary/leads.ts';
import { Stat } from '../../components/stat.tsx';
import { VerdictBadge } from '../../components/verdict-badge.tsx';
import { formatBytes, formatCount, formatPercent } from '../../lib/format.ts';
import { refusalText } from '../../lib/words/reason-words.ts';
import { Progress } from '../../ui/progress.tsx';
import { heardLine } from './outcome.ts';

type SummaryProps = { readonly summary: ImportSummary };

/** How far the file has been read. */
export function SummaryProgress({ summary, label }: SummaryProps & { readonly label: string }) {
  const { bytesDone: done, bytesTotal: total, rows } = summary;
  return (
    <div className="flex flex-col gap-1.5">
      <Progress label={label} done={done} total={total} />
      <p className="text-xs text-muted">
        {formatCount(rows)} rows, {formatBytes(done)} of {formatBytes(total)} ·{' '}
        {formatPercent(total === 0 ? 0 : done / total, 0)}
      </p>
    </div>
  );
}

type CountsProps = SummaryProps & {
  /** True while nothing has been written: what would happen. */
  readonly planned?: boolean | undefined;
};

/** The outcome by kind. */
export function SummaryCounts({ summary, planned = false }: CountsProps) {
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-4 narrow:grid-cols-5">
      <p role="status" className="sr-only">
        {heardLine(summary, planned ? 'Checking the list' : `Importing ${summary.fileName}`)}
      </p>
      <Stat label="Rows" value={formatCount(summary.rows)} />
      <Stat label={planned ? 'Will be created' : 'Created'} value={formatCount(summary.created)} />
      <Stat label={planned ? 'Will be updated' : 'Updated'} value={formatCount(summary.updated)} />
      <Stat
        label={planned ? 'Will be skipped' : 'Skipped'}
        value={formatCount(summary.skipped)}
        note={summary.skipped > 0 ? 'nothing to do for them' : null}
      />
      <Stat
        label={planned ? 'Will be refused' : 'Refused'}
        value={formatCount(summary.refused)}
        note={
          summary.refused > 0 && summary.rows > 0
            ? `${formatPercent(summary.refused / summary.rows)} of all`
            : null
        }
      />
    </div>
  );
}

/** Verdicts of the rows that are taken, and why the others are not. */
export function SummaryReasons({ summary }: SummaryProps) {
  const verdicts = VERDICTS.flatMap((verdict) => {
    const rows = summary.verdicts[verdict] ?? 0;
    return rows > 0 ? [{ verdict, rows }] : [];
  });
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-6 narrow:grid-cols-2">
      <section aria-labelledby="verdicts">
        <h3 id="verdicts" className="mb-1 text-xs font-medium text-muted">
          What Guardian says
        </h3>
        {verdicts.length === 0 ? <p className="text-sm text-muted">Nothing judged yet.</p> : null}
        <ul>
          {verdicts.map(({ verdict, rows }) => (
            <li
              key={verdict}
              className="flex h-8 items-center justify-between border-b border-border/60 text-sm last:border-0"
            >
              <VerdictBadge verdict={verdict} />
              <span className="font-medium">{formatCount(rows)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="refusals">
        <h3 id="refusals" className="mb-1 text-xs font-medium text-muted">
          Why rows are refused (a row can have several reasons)
        </h3>
        {summary.refusedReasons.length === 0 ? <p className="text-sm text-muted">None is refused.</p> : null}
        <ul>
          {summary.refusedReasons.map((reason) => (
            <li
              key={reason.text}
              className="flex min-h-8 items-center justify-between gap-4 border-b border-border/60 py-1 text-sm last:border-0"
            >
              {refusalText(reason.text)}
              <span className="font-medium">{formatCount(reason.rows)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
