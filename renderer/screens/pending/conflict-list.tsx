import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { valueText } from '../../components/activity-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { cn } from '../../lib/class-names.ts';
import { leaveItem } from '../../lib/move-among.ts';
import { formatCount } from '../../lib/format.ts';
import type { ConflictRow } from '../../lib/rows/history-rows.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { inWords } from '../../lib/words/vocabulary-words.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { textFromValue, valueFromText } from './conflict-value.ts';
import { PENDING_ITEM } from './pending-entry.tsx';

type ConflictListProps = { readonly conflicts: readonly TypedRow<ConflictRow>[] };

/** Fields two people changed at the same time: both values side by side, one stays. */
export function ConflictList({ conflicts }: ConflictListProps) {
  const id = useId();
  if (conflicts.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="text-base font-semibold">
        Conflicts {formatCount(conflicts.length)}{' '}
        <span className="font-normal text-muted">
          someone else changed the same value; choose which stays
        </span>
      </h2>
      <ul className="flex flex-col divide-y divide-border/60">
        {conflicts.map(({ key, row }) => (
          <ConflictItem key={key} conflict={row} />
        ))}
      </ul>
    </section>
  );
}

function fieldName({ field }: ConflictRow): string {
  return inWords(field.replace(/_id$/, ''));
}

function rowName({ row_name, table_name }: ConflictRow): string {
  return row_name ?? inWords(table_name);
}

type Choice =
  | { readonly kind: 'mine' }
  | { readonly kind: 'theirs' }
  | { readonly kind: 'value'; readonly value: unknown };

function chosenValue(conflict: ConflictRow, choice: Choice): unknown {
  switch (choice.kind) {
    case 'mine':
      return conflict.mine;
    case 'theirs':
      return conflict.theirs;
    case 'value':
      return choice.value;
  }
}

/** Settles the conflict; a choice that is refused is taken back. */
function useChoice(conflict: ConflictRow) {
  const mutate = useMutation();
  const [chosen, setChosen] = useState<Choice | null>(null);

  async function settle(choice: Choice): Promise<void> {
    setChosen(choice);
    const result = await mutate({
      name: 'conflicts/resolve',
      args: {
        id: conflict.id,
        client_id: conflict.scope_client_id,
        choice: choice.kind,
        ...(choice.kind === 'value' ? { value: choice.value } : {}),
      },
      undo: { title: `${fieldName(conflict)} of ${rowName(conflict)} settled` },
    });
    if (!result.ok) setChosen(null);
  }

  return { chosen, choose: (choice: Choice) => void settle(choice) };
}

function ConflictItem({ conflict }: { readonly conflict: ConflictRow }) {
  const singleKeys = usePreferences((state) => state.singleKeys);
  const [isEditing, setEditing] = useState(false);
  const { chosen, choose } = useChoice(conflict);

  function handleKey(event: KeyboardEvent): void {
    if (!singleKeys || event.target instanceof HTMLInputElement) return;
    if (event.key === '3') setEditing(true);
    else if (event.key === '1' || event.key === '2') {
      leaveItem(PENDING_ITEM, event.currentTarget);
      choose({ kind: event.key === '1' ? 'mine' : 'theirs' });
    } else return;
    event.preventDefault();
  }

  return (
    <li
      onKeyDown={handleKey}
      className="-mx-2 grid grid-cols-[11rem_repeat(3,minmax(0,1fr))] items-start gap-x-4 rounded-control px-2 py-3 focus-within:bg-raised"
    >
      <div tabIndex={0} {...{ [PENDING_ITEM]: true }} className="rounded-[4px]">
        <p className="text-sm font-medium">{fieldName(conflict)}</p>
        <p className="text-xs text-muted wrap-anywhere">{rowName(conflict)}</p>
      </div>
      <Side
        shortcut="1"
        picked={chosen?.kind === 'mine'}
        value={conflict.mine}
        conflict={conflict}
        side="mine"
        onPick={() => choose({ kind: 'mine' })}
      />
      <Side
        shortcut="2"
        picked={chosen?.kind === 'theirs'}
        value={conflict.theirs}
        conflict={conflict}
        side="theirs"
        onPick={() => choose({ kind: 'theirs' })}
      />
      <Result
        conflict={conflict}
        chosen={chosen}
        isEditing={isEditing}
        onEdit={setEditing}
        onValue={(value) => choose({ kind: 'value', value })}
      />
    </li>
  );
}

type SideProps = {
  readonly shortcut: string;
  readonly side: 'mine' | 'theirs';
  readonly value: unknown;
  readonly conflict: ConflictRow;
  readonly picked: boolean;
  readonly onPick: () => void;
};

function Side({ shortcut, side, value, conflict, picked, onPick }: SideProps) {
  const me = useDesktopStatus()?.person?.id;
  const isMine = side === 'mine';
  const author = isMine
    ? conflict.user_id === me
      ? 'Yours'
      : (conflict.writer ?? 'A colleague')
    : (conflict.theirs_by ?? 'Theirs');
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5">
      <p className="flex gap-1.5 text-xs text-muted">
        <span className="font-medium">{author}</span>
        <RelativeTime at={isMine ? conflict.created_at : conflict.theirs_at} />
      </p>
      <p className={cn('text-sm wrap-anywhere', picked && 'font-semibold')}>{valueText(value)}</p>
      <Button size="sm" onClick={onPick}>
        {isMine ? 'Keep this' : 'Leave as it is'} <Kbd keys={shortcut} />
      </Button>
    </div>
  );
}

type ResultProps = {
  readonly conflict: ConflictRow;
  readonly chosen: Choice | null;
  readonly isEditing: boolean;
  readonly onEdit: (editing: boolean) => void;
  readonly onValue: (value: unknown) => void;
};

/** What the field becomes: the chosen value, or one typed here. */
function Result({ conflict, chosen, isEditing, onEdit, onValue }: ResultProps) {
  if (isEditing) {
    return (
      <ValueForm
        initial={textFromValue(conflict.mine)}
        like={conflict.mine ?? conflict.theirs}
        onDone={(value) => {
          onEdit(false);
          onValue(value);
        }}
        onCancel={() => onEdit(false)}
      />
    );
  }
  const value = chosen === null ? undefined : chosenValue(conflict, chosen);
  return (
    <div className="flex min-w-0 flex-col items-start gap-1.5">
      <p className="text-xs font-medium text-muted">Result</p>
      <p className="text-sm wrap-anywhere">
        {chosen === null ? <span className="text-muted">Not chosen yet</span> : valueText(value)}
      </p>
      <Button size="sm" onClick={() => onEdit(true)}>
        Type another… <Kbd keys="3" />
      </Button>
    </div>
  );
}

type ValueFormProps = {
  readonly initial: string;
  readonly like: unknown;
  readonly onDone: (value: unknown) => void;
  readonly onCancel: () => void;
};

function ValueForm({ initial, like, onDone, onCancel }: ValueFormProps) {
  const [text, setText] = useState(initial);
  const parsed = valueFromText(text, like);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed) onDone(parsed.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <Field label="Result" error={parsed === null ? 'This is not a value of this kind.' : undefined}>
        <Input autoFocus value={text} onValueChange={setText} />
      </Field>
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" variant="primary" disabled={parsed === null}>
          Use this <Kbd keys="enter" tone="inverse" />
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
