import { ArchiveRestoreIcon, Trash2Icon } from 'lucide-react';

import { LiveContent } from '../../components/live-content.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { SimpleColumn } from '../../components/simple-table.tsx';
import { SimpleTable } from '../../components/simple-table.tsx';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { NO_VALUE } from '../../lib/format.ts';
import type { TrashNote } from '../../lib/rows/trash-rows.ts';
import { parseTrashNote } from '../../lib/rows/trash-rows.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DaysLeft } from './days-left.tsx';
import { useDeleters } from './use-deleters.ts';

const NO_ARGS = {};

/** Deleted notes, each with the way back. */
export function TrashedNotes() {
  const notes = useLiveQuery({ query: 'trash.notes', args: NO_ARGS, parse: parseTrashNote });
  const columns = useColumns();
  return (
    <LiveContent
      live={notes}
      noun="deleted notes"
      empty={
        <EmptyState
          icon={<Trash2Icon aria-hidden />}
          title="No deleted notes"
          description="Notes you move to the trash wait here and can be brought back."
        />
      }
    >
      {(rows) => <SimpleTable label="Deleted notes" columns={columns} rows={rows} />}
    </LiveContent>
  );
}

function useColumns(): readonly SimpleColumn<TrashNote>[] {
  const deleter = useDeleters();
  const mutate = useMutation();
  const mayRestore = usePermission('delete', 'notes');
  const restore = (note: TrashNote) =>
    void mutate({
      name: 'notes/restore',
      args: { id: note.id, client_id: note.client_id },
      undo: { title: 'Note restored' },
    });
  return [
    {
      id: 'note',
      header: 'Note',
      cell: (note) => <span className="line-clamp-2 max-w-120">{note.body}</span>,
    },
    { id: 'author', header: 'Written by', cell: (note) => note.author ?? NO_VALUE },
    { id: 'client', header: 'Client', cell: (note) => note.client_name ?? NO_VALUE },
    { id: 'deleted', header: 'Deleted', cell: (note) => <RelativeTime at={note.deleted_at} /> },
    { id: 'by', header: 'By', cell: (note) => deleter(note.client_id, note.deleted_at) ?? NO_VALUE },
    { id: 'left', header: 'Left', cell: (note) => <DaysLeft deletedAt={note.deleted_at} /> },
    {
      id: 'restore',
      header: '',
      align: 'end',
      cell: (note) =>
        mayRestore ? (
          <Button size="sm" onClick={() => restore(note)}>
            <ArchiveRestoreIcon /> Restore
          </Button>
        ) : null,
    },
  ];
}
