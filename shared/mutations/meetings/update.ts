import { z } from 'zod';
import { MEETING_STATUSES } from '../../domain/vocabulary/seed.ts';
import { instantArgument, optionalText, patchOf } from '../arguments.ts';
import { defineFieldUpdate } from '../define-field-update.ts';

/** Says what became of meetings: status, whether they were qualified, and details of the prospect. */
export const updateMeetings = defineFieldUpdate({
  name: 'meetings/update',
  table: 'meetings',
  noun: 'meeting',
  entityType: 'meeting',
  patch: patchOf({
    status: z.enum(MEETING_STATUSES),
    qualified: z.boolean().nullable(),
    meeting_datetime: instantArgument,
    prospect_name: optionalText(200),
    prospect_company: optionalText(300),
    prospect_title: optionalText(300),
  }),
  nameOf: (meeting) => `the meeting with ${meeting.prospect_name ?? meeting.prospect_email}`,
});
