/** Changes of the work around clients: meetings, incidents, requests, onboarding, notes. */
import type { Change } from '../../hooks/use-mutation.ts';
import type { NoteRow } from '../rows/history-rows.ts';
import type { DueTask, IncidentRow, MeetingRow, RequestRow, TaskRow } from '../rows/work-rows.ts';
import { fieldChange, patchRequest } from './field-change.ts';

/** Says whether a held meeting was qualified. */
export function judgeMeeting(meeting: MeetingRow, qualified: boolean | null): Change {
  const who = meeting.prospect_name ?? meeting.prospect_email;
  return fieldChange({
    id: meeting.id,
    before: { qualified: meeting.qualified },
    after: { qualified },
    title: `Meeting with ${who} ${qualified === true ? 'qualified' : 'not qualified'}`,
    request: patchRequest('meetings/update', meeting.client_id, meeting.id),
    showMessage: true,
  });
}

export function changeMeetingStatus(meeting: MeetingRow, status: MeetingRow['status']): Change {
  return fieldChange({
    id: meeting.id,
    before: { status: meeting.status },
    after: { status },
    title: `Status of the meeting with ${meeting.prospect_name ?? meeting.prospect_email} changed`,
    request: patchRequest('meetings/update', meeting.client_id, meeting.id),
  });
}

/** Says "I have seen it": the escalation stops. */
export function acknowledgeIncident(incident: IncidentRow): Change {
  const target = { id: incident.id, client_id: incident.client_id };
  return {
    name: 'incidents/acknowledge',
    args: target,
    optimistic: [{ key: incident.id, fields: { status: 'acknowledged' } }],
    undo: {
      title: `Incident of ${incident.company_name ?? 'the agency'} acknowledged`,
    },
  };
}

export function resolveIncident(incident: IncidentRow, resolution: string): Change {
  const target = { id: incident.id, client_id: incident.client_id };
  return {
    name: 'incidents/resolve',
    args: { ...target, resolution },
    optimistic: [{ key: incident.id, fields: { status: 'resolved', resolution } }],
    undo: {
      title: `Incident of ${incident.company_name ?? 'the agency'} resolved`,
    },
  };
}

/** Decides a client's request. */
export function finishRequest(request: RequestRow): Change {
  return fieldChange({
    id: request.id,
    before: { status: 'open' },
    after: { status: 'done' },
    title: `Request “${request.subject}” done`,
    request: patchRequest('requests/update', request.client_id, request.id),
    showMessage: true,
  });
}

type AnyTask = Pick<TaskRow | DueTask, 'id' | 'title' | 'status'>;

export function changeTask(clientId: string, task: AnyTask, status: TaskRow['status']): Change {
  return fieldChange({
    id: task.id,
    before: { status: task.status },
    after: { status },
    title: status === 'done' ? `“${task.title}” done` : `Status of “${task.title}” changed`,
    request: patchRequest('onboarding-tasks/update', clientId, task.id),
    showMessage: status === 'done',
  });
}

type NewNote = { readonly id: string; readonly clientId: string; readonly body: string };

/** Writes a note on a client; undo moves it to the trash. */
export function addClientNote({ id, clientId, body }: NewNote): Change {
  return {
    name: 'notes/add',
    args: { id, client_id: clientId, entity_type: 'client', entity_id: clientId, body },
    undo: {
      title: 'Note added',
      showMessage: false,
    },
  };
}

export function changeNote(note: NoteRow, patch: Partial<Pick<NoteRow, 'body' | 'pinned'>>): Change {
  const before = patch.body === undefined ? { pinned: note.pinned } : { body: note.body };
  return fieldChange({
    id: note.id,
    before,
    after: patch,
    title: patch.body === undefined ? (patch.pinned ? 'Note pinned' : 'Note unpinned') : 'Note changed',
    request: (fields) => ({
      name: 'notes/update',
      args: { id: note.id, client_id: note.client_id, patch: fields },
    }),
  });
}

export function deleteNote(note: NoteRow): Change {
  const args = { id: note.id, client_id: note.client_id };
  return {
    name: 'notes/delete',
    args,
    undo: { title: 'Note moved to the trash' },
  };
}
