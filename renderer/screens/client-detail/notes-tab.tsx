import { PencilIcon, PinIcon, PinOffIcon, StickyNoteIcon, Trash2Icon } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';

import { uuidV7 } from '../../../shared/kernel/ids.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { addClientNote, changeNote, deleteNote } from '../../lib/changes/work-changes.ts';
import type { NoteRow } from '../../lib/rows/history-rows.ts';
import { parseNoteRow } from '../../lib/rows/history-rows.ts';
import type { TypedRow } from '../../lib/typed-row.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Textarea } from '../../ui/textarea.tsx';

const FIELD_ID = 'new-note';

/** Notes on a client: pinned ones first, own ones can be changed, deleted ones come back with undo. */
export function NotesTab({ clientId }: { readonly clientId: string }) {
  const live = useLiveQuery({ query: 'notes.of', args: { entityId: clientId }, parse: parseNoteRow });
  const canWrite = usePermission('create', 'notes');
  return (
    <section aria-labelledby="notes" className="flex max-w-180 flex-col gap-4">
      <h2 id="notes" className="text-base font-semibold">
        Notes
      </h2>
      {canWrite ? <NewNote clientId={clientId} /> : null}
      <LiveContent
        live={live}
        noun="notes"
        empty={
          <EmptyState
            icon={<StickyNoteIcon aria-hidden />}
            title="No notes yet"
            description="Write down what a colleague should know before they call this client."
          />
        }
      >
        {(rows) => (
          <ul className="flex flex-col divide-y divide-border/60">
            {rows.map((note) => (
              <NoteItem key={note.key} note={note} />
            ))}
          </ul>
        )}
      </LiveContent>
    </section>
  );
}

function NewNote({ clientId }: { readonly clientId: string }) {
  const mutate = useMutation();
  const [text, setText] = useState('');
  useCommands([
    {
      id: 'notes.new',
      title: 'New note',
      group: 'Client',
      shortcut: 'c',
      run: () => document.getElementById(FIELD_ID)?.focus(),
    },
  ]);

  async function add(): Promise<void> {
    const body = text.trim();
    if (body === '') return;
    const id = uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));
    const result = await mutate(addClientNote({ id, clientId, body }));
    if (result.ok) setText('');
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label="New note" hideLabel>
        <Textarea
          id={FIELD_ID}
          rows={2}
          maxLength={20_000}
          placeholder="Write a note…"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => submitOnModEnter(event, () => void add())}
        />
      </Field>
      <div className="flex items-center justify-between">
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <Kbd keys="c" /> to write, <Kbd keys="mod+enter" /> to add
        </span>
        <Button type="submit" variant="primary" size="sm" disabled={text.trim() === ''}>
          Add note
        </Button>
      </div>
    </form>
  );
}

function submitOnModEnter(event: KeyboardEvent, submit: () => void): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  submit();
}

function NoteItem({ note: { row, sync } }: { readonly note: TypedRow<NoteRow> }) {
  const mutate = useMutation();
  const person = useDesktopStatus()?.person;
  const [isEditing, setEditing] = useState(false);
  const mayChange = person?.role === 'admin' || (person?.id === row.author_id && person.role !== 'viewer');
  return (
    <li className="flex gap-3 py-3">
      <Avatar name={row.author ?? '?'} />
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="flex items-center gap-2 text-xs text-muted">
          <span className="font-medium text-text">{row.author ?? 'Someone'}</span>
          <RelativeTime at={row.created_at} />
          {row.pinned ? (
            <span className="inline-flex items-center gap-1">
              <PinIcon aria-hidden className="size-3" /> Pinned
            </span>
          ) : null}
          {sync === 'synced' ? null : <SyncBadge state={sync} />}
        </p>
        {isEditing ? (
          <EditNote note={row} onDone={() => setEditing(false)} />
        ) : (
          <p className="text-sm whitespace-pre-wrap wrap-anywhere">{row.body}</p>
        )}
      </div>
      {mayChange && !isEditing ? (
        <div className="flex shrink-0 items-start">
          <IconButton
            label={row.pinned ? 'Unpin' : 'Pin to the top'}
            onClick={() => void mutate(changeNote(row, { pinned: !row.pinned }))}
          >
            {row.pinned ? <PinOffIcon /> : <PinIcon />}
          </IconButton>
          <IconButton label="Edit the note" onClick={() => setEditing(true)}>
            <PencilIcon />
          </IconButton>
          <IconButton label="Move the note to the trash" onClick={() => void mutate(deleteNote(row))}>
            <Trash2Icon />
          </IconButton>
        </div>
      ) : null}
    </li>
  );
}

type EditNoteProps = { readonly note: NoteRow; readonly onDone: () => void };

function EditNote({ note, onDone }: EditNoteProps) {
  const mutate = useMutation();
  const [text, setText] = useState(note.body);

  function save(): void {
    const body = text.trim();
    if (body === '') return;
    if (body !== note.body) void mutate(changeNote(note, { body }));
    onDone();
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Note" hideLabel>
        <Textarea
          autoFocus
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            submitOnModEnter(event, save);
            if (event.key === 'Escape') {
              event.preventDefault();
              onDone();
            }
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={text.trim() === ''}>
          Save <Kbd keys="mod+enter" tone="inverse" />
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Cancel <Kbd keys="esc" />
        </Button>
      </div>
    </form>
  );
}
