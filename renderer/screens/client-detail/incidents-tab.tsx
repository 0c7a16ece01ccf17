import { useState } from 'react';

import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SeverityBadge } from '../../components/severity-badge.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useNow } from '../../hooks/use-now.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { acknowledgeIncident, resolveIncident } from '../../lib/changes/work-changes.ts';
import type { IncidentRow } from '../../lib/rows/work-rows.ts';
import { parseIncidentRow } from '../../lib/rows/work-rows.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { SlaClock } from '../../components/sla-clock.tsx';

/** The client's incidents: open ones first, each acknowledged or resolved here. */
export function IncidentsTab({ clientId }: { readonly clientId: string }) {
  const live = useLiveQuery({ query: 'incidents.of-client', args: { clientId }, parse: parseIncidentRow });
  return (
    <section aria-labelledby="incidents" className="flex flex-col gap-2">
      <h2 id="incidents" className="text-base font-semibold">
        Incidents
      </h2>
      <LiveContent
        live={live}
        noun="incidents"
        empty={
          <EmptyState title="No incidents" description="Nothing has gone wrong for this client so far." />
        }
      >
        {(rows) => (
          <ul className="flex flex-col divide-y divide-border/60">
            {rows.map((incident) => (
              <IncidentLine key={incident.key} incident={incident} />
            ))}
          </ul>
        )}
      </LiveContent>
    </section>
  );
}

function IncidentLine({ incident }: { readonly incident: TypedRow<IncidentRow> }) {
  const mutate = useMutation();
  const canAct = usePermission('act', 'incidents');
  const now = useNow();
  const { row, sync } = incident;
  const isOpen = row.status !== 'resolved';
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <span className="w-24 shrink-0">
        <SeverityBadge severity={row.severity} />
      </span>
      <div className="min-w-60 grow basis-0">
        <p className={isOpen ? 'text-sm font-medium' : 'text-sm'}>{row.description}</p>
        <p className="text-xs text-muted">
          Detected <RelativeTime at={row.detected_at} />
          {row.resolved_at === null ? null : (
            <>
              , resolved <RelativeTime at={row.resolved_at} />
              {row.resolution === null ? '' : `: ${row.resolution}`}
            </>
          )}
        </p>
      </div>
      <span className="text-xs text-muted">
        {row.status === 'open' ? <SlaClock incident={row} now={now} /> : null}
        {row.status === 'acknowledged' ? 'Acknowledged' : null}
        {row.status === 'resolved' ? 'Resolved' : null}
      </span>
      {sync === 'synced' ? null : <SyncBadge state={sync} variant="icon" />}
      {canAct && row.status === 'open' ? (
        <Button size="sm" onClick={() => void mutate(acknowledgeIncident(row))}>
          Acknowledge
        </Button>
      ) : null}
      {canAct && isOpen ? (
        <ResolveButton onResolve={(resolution) => void mutate(resolveIncident(row, resolution))} />
      ) : null}
    </li>
  );
}

function ResolveButton({ onResolve }: { readonly onResolve: (resolution: string) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <Popover
      title="Resolve the incident"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Resolve…</Button>}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          setOpen(false);
          onResolve(text.trim());
        }}
      >
        <Field label="What was done">
          <Textarea
            autoFocus
            maxLength={5_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" size="sm" disabled={text.trim() === ''} className="self-end">
          Resolve
        </Button>
      </form>
    </Popover>
  );
}
