import { reopenConflict } from '../conflicts/reopen.ts';
import { resolveConflict } from '../conflicts/resolve.ts';
import { acknowledgeIncident, assignIncident, reopenIncident, resolveIncident } from '../incidents/life.ts';
import { addNote } from '../notes/add.ts';
import { deleteNote, restoreNote } from '../notes/trash.ts';
import { updateNote } from '../notes/update.ts';
import { register } from '../registered.ts';

export const WORK_MUTATIONS = [
  register(addNote),
  register(updateNote),
  register(deleteNote),
  register(restoreNote),
  register(acknowledgeIncident),
  register(assignIncident),
  register(resolveIncident),
  register(reopenIncident),
  register(resolveConflict),
  register(reopenConflict),
];
