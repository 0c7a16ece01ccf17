import { useId, useState } from 'react';
import type { ReactNode } from 'react';

import type { Live } from '../../hooks/use-live-query.ts';
import { formatCount } from '../../lib/format.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { LiveContent } from '../../components/live-content.tsx';
import { Button } from '../../ui/button.tsx';

const SHOWN = 5;

type TodaySectionProps<Row> = {
  /** Left out where the heading above says it already. */
  readonly title?: string | undefined;
  /** In the plural, for the states. */
  readonly noun: string;
  readonly live: Live<Row>;
  readonly children: (row: TypedRow<Row>) => ReactNode;
  /** Drawn when there is nothing; without it an empty section is left out. */
  readonly empty?: ReactNode;
};

/** A short list under a heading with its count; the first five, the rest on demand. */
export function TodaySection<Row>({ title, noun, live, children, empty }: TodaySectionProps<Row>) {
  const id = useId();
  const [showAll, setShowAll] = useState(false);
  if (live.status === 'ready' && live.rows.length === 0 && empty === undefined) return null;
  return (
    <section aria-labelledby={title === undefined ? undefined : id} className="flex flex-col gap-1">
      {title === undefined ? null : (
        <h3 id={id} className="flex items-baseline gap-2 text-xs font-medium text-muted">
          {title}
          {live.status === 'ready' && live.rows.length > 0 ? (
            <span className="font-normal">{formatCount(live.rows.length)}</span>
          ) : null}
        </h3>
      )}
      <LiveContent live={live} noun={noun} lines={3} empty={empty}>
        {(rows) => (
          <>
            <ul className="flex flex-col">{(showAll ? rows : rows.slice(0, SHOWN)).map(children)}</ul>
            {rows.length > SHOWN ? (
              <Button
                size="sm"
                variant="ghost"
                className="-ml-2 self-start text-accent"
                onClick={() => setShowAll(!showAll)}
              >
                {showAll ? 'Show fewer' : `Show all ${formatCount(rows.length)}`}
              </Button>
            ) : null}
          </>
        )}
      </LiveContent>
    </section>
  );
}
