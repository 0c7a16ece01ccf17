import { TASK_TRANSITIONS } from '../../../shared/domain/transitions/task-status.ts';
import { LiveContent } from '../../components/live-content.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { changeTask } from '../../lib/changes/work-changes.ts';
import { formatDate } from '../../lib/format.ts';
import type { TaskRow } from '../../lib/rows/work-rows.ts';
import { parseTaskRow } from '../../lib/rows/work-rows.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { optionsOf, TASK_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Select } from '../../ui/select.tsx';

/** The steps of the client's onboarding, in order, with how far it is. */
export function OnboardingTab({ clientId }: { readonly clientId: string }) {
  const live = useLiveQuery({ query: 'onboarding.of-client', args: { clientId }, parse: parseTaskRow });
  return (
    <section aria-labelledby="onboarding" className="flex max-w-200 flex-col gap-3">
      <h2 id="onboarding" className="text-base font-semibold">
        Onboarding
      </h2>
      <LiveContent
        live={live}
        noun="onboarding steps"
        empty={
          <EmptyState
            title="No onboarding plan"
            description="A plan is made when a client is taken on. This client has none."
          />
        }
      >
        {(rows) => (
          <>
            <Done tasks={rows.map(({ row }) => row)} />
            <ol className="flex flex-col divide-y divide-border/60">
              {rows.map((task) => (
                <TaskLine key={task.key} clientId={clientId} task={task} />
              ))}
            </ol>
          </>
        )}
      </LiveContent>
    </section>
  );
}

function Done({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  const done = tasks.filter(({ status }) => status === 'done' || status === 'skipped').length;
  return (
    <div className="flex items-center gap-4">
      <span className="text-2xl font-semibold tracking-tight">
        {done}
        <span className="text-base font-normal text-muted"> of {tasks.length} steps</span>
      </span>
      <Progress label="Onboarding" done={done} total={tasks.length} className="max-w-60" />
    </div>
  );
}

type TaskLineProps = { readonly clientId: string; readonly task: TypedRow<TaskRow> };

function TaskLine({ clientId, task: { row, sync } }: TaskLineProps) {
  const mutate = useMutation();
  const canEdit = usePermission('update', 'onboarding_tasks');
  const set = (status: TaskRow['status']) => void mutate(changeTask(clientId, row, status));
  const isDone = row.status === 'done';
  return (
    <li className="flex items-center gap-3 py-2">
      <Checkbox
        aria-label={`Done: ${row.title}`}
        checked={isDone}
        disabled={!canEdit}
        onCheckedChange={(checked) => set(checked ? 'done' : 'todo')}
      />
      <div className="min-w-0 grow">
        <p className={isDone || row.status === 'skipped' ? 'text-sm text-muted' : 'text-sm font-medium'}>
          {row.title} {row.automated ? <Badge tone="outline">Automatic</Badge> : null}
        </p>
        {row.blocker === null ? null : <p className="text-xs text-critical">Blocked: {row.blocker}</p>}
      </div>
      <span className="text-xs text-muted">
        {row.due_date === null ? null : `due ${formatDate(row.due_date)}`}
      </span>
      {sync === 'synced' ? null : <SyncBadge state={sync} variant="icon" />}
      <Select
        aria-label={`Status of ${row.title}`}
        className="h-7 w-28"
        disabled={!canEdit}
        options={optionsOf(TASK_STATUS_WORDS).filter(
          ({ value }) => value === row.status || TASK_TRANSITIONS[row.status].includes(value),
        )}
        value={row.status}
        onValueChange={set}
      />
    </li>
  );
}
