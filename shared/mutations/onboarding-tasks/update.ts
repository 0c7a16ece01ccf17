import { z } from 'zod';
import { TASK_STATUSES } from '../../domain/vocabulary/work.ts';
import { dateOrNull, idOrNull, optionalText, patchOf, requiredText } from '../arguments.ts';
import { defineFieldUpdate } from '../define-field-update.ts';

/** Works on the steps of a client's onboarding. Finishing or skipping one sets when it was completed. */
export const updateTasks = defineFieldUpdate({
  name: 'onboarding-tasks/update',
  table: 'onboarding_tasks',
  noun: 'task',
  entityType: 'onboarding_task',
  patch: patchOf({
    status: z.enum(TASK_STATUSES),
    title: requiredText(300),
    owner_id: idOrNull,
    due_date: dateOrNull,
    blocker: optionalText(2_000),
  }),
  nameOf: (task) => `the task “${task.title}”`,
  computed: (_before, { status }, context) => {
    if (status === undefined) return {};
    return { completed_at: status === 'done' || status === 'skipped' ? context.now : null };
  },
});
