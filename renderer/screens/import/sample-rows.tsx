import { useId, useState } from 'react';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';

/** Enough to see whether the file was read right, few enough to leave the columns in sight. */
const AT_FIRST = 3;

/** The first rows as they were read, so that a wrong encoding or separator is seen before anything else. */
export function SampleRows({ preview }: { readonly preview: ImportPreview }) {
  const id = useId();
  const [showsAll, setShowsAll] = useState(false);
  const { headers, sampleRows } = preview;
  if (sampleRows.length === 0) return null;
  const rows = showsAll ? sampleRows : sampleRows.slice(0, AT_FIRST);
  return (
    <section aria-labelledby={id}>
      <div className="flex items-center justify-between gap-4">
        <h3 id={id} className="text-xs font-medium text-muted">
          First rows
        </h3>
        {sampleRows.length > AT_FIRST ? (
          <Button size="sm" variant="ghost" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show ${formatCount(sampleRows.length)}`}
          </Button>
        ) : null}
      </div>
      <div
        className="focus-inset max-h-72 overflow-auto rounded-panel border border-border bg-surface"
        tabIndex={0}
        role="region"
        aria-label="First rows of the file"
      >
        <table className="w-full text-xs whitespace-nowrap">
          <thead className="sticky top-0 bg-raised">
            <tr className="text-left text-muted">
              {headers.map((header) => (
                <th key={header} scope="col" className="px-3 py-1.5 font-medium">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className="border-t border-border/60">
                {headers.map((header, column) => (
                  <td key={header} className="max-w-60 truncate px-3 py-1.5">
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
