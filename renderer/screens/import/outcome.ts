/** The outcome of an import or of its dry run in one line, to be read and to be heard. Pure. */
import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { formatCount, formatPercent } from '../../lib/format.ts';

/** Far enough apart not to talk over everything else, close enough to know that it moves. */
const HEARD_STEPS = 4;

/** "4,650 created · 0 updated · 0 skipped · 350 refused"; of a dry run "4,650 to create · …", so that nobody takes one for the other. */
export function outcomeLine(summary: ImportSummary): string {
  const { created, updated, skipped, refused, dryRun } = summary;
  if (dryRun) {
    return [
      `${formatCount(created)} to create`,
      `${formatCount(updated)} to update`,
      `${formatCount(skipped)} to skip`,
      `${formatCount(refused)} to refuse`,
    ].join(' · ');
  }
  return [
    `${formatCount(created)} created`,
    `${formatCount(updated)} updated`,
    `${formatCount(skipped)} skipped`,
    `${formatCount(refused)} refused`,
  ].join(' · ');
}

/** What people who listen hear: how far it is in quarters while it runs, the outcome once it is over. */
export function heardLine(summary: ImportSummary, doing: string): string {
  if (summary.state !== 'running') return outcomeLine(summary);
  const share = summary.bytesTotal === 0 ? 0 : summary.bytesDone / summary.bytesTotal;
  const step = Math.floor(Math.min(1, share) * HEARD_STEPS);
  return step === 0 ? doing : `${doing}, ${formatPercent(step / HEARD_STEPS, 0)}`;
}
