import { z } from 'zod';

import { DOMAIN_STATUSES, MEETING_STATUSES, SEVERITIES } from '../../../shared/domain/vocabulary/seed.ts';
import {
  INCIDENT_STATUSES,
  REPLY_CLASSES,
  REQUEST_STATUSES,
  TASK_STATUSES,
} from '../../../shared/domain/vocabulary/work.ts';
import { rowParser } from './row-schema.ts';

/** A row of `meetings.between`, `meetings.to-judge` and `meetings.of-client`. */
const meetingRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  prospect_name: z.string().nullable(),
  prospect_email: z.string(),
  prospect_company: z.string().nullable(),
  prospect_title: z.string().nullable(),
  meeting_datetime: z.string(),
  status: z.enum(MEETING_STATUSES),
  qualified: z.boolean().nullable(),
  company_name: z.string(),
});
export type MeetingRow = z.infer<typeof meetingRowSchema>;
export const parseMeetingRow = rowParser(meetingRowSchema);

/** A row of `incidents.open` and `incidents.of-client`. */
const incidentRowSchema = z.object({
  id: z.string(),
  client_id: z.string().nullable(),
  severity: z.enum(SEVERITIES),
  type: z.string(),
  description: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  detected_at: z.string(),
  acknowledged_at: z.string().nullable(),
  acknowledge_due_at: z.string().nullable(),
  resolved_at: z.string().nullable(),
  resolution: z.string().nullable(),
  company_name: z.string().nullable(),
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;
export const parseIncidentRow = rowParser(incidentRowSchema);

/** A row of `replies.waiting`. */
const replyRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  lead_id: z.string().nullable(),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  reply_class: z.enum(REPLY_CLASSES).nullable(),
  occurred_at: z.string(),
  company_name: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  lead_company: z.string().nullable(),
});
export type ReplyRow = z.infer<typeof replyRowSchema>;
export const parseReplyRow = rowParser(replyRowSchema);

/** A row of `requests.open`. */
const requestRowSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  kind: z.string(),
  subject: z.string(),
  body: z.string(),
  status: z.enum(REQUEST_STATUSES),
  due_at: z.string().nullable(),
  company_name: z.string(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;
export const parseRequestRow = rowParser(requestRowSchema);

/** A row of `tasks.due`. */
const dueTaskSchema = z.object({
  id: z.string(),
  client_id: z.string(),
  title: z.string(),
  status: z.enum(TASK_STATUSES),
  due_date: z.string().nullable(),
  blocker: z.string().nullable(),
  company_name: z.string(),
});
export type DueTask = z.infer<typeof dueTaskSchema>;
export const parseDueTask = rowParser(dueTaskSchema);

/** A row of `onboarding.of-client`. */
const taskRowSchema = z.object({
  id: z.string(),
  position: z.number(),
  title: z.string(),
  status: z.enum(TASK_STATUSES),
  due_date: z.string().nullable(),
  blocker: z.string().nullable(),
  automated: z.boolean(),
  completed_at: z.string().nullable(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;
export const parseTaskRow = rowParser(taskRowSchema);

/** A row of `domains.of-client`. */
const domainRowSchema = z.object({
  id: z.string(),
  domain_name: z.string(),
  status: z.enum(DOMAIN_STATUSES),
  spf_status: z.boolean().nullable(),
  dkim_status: z.boolean().nullable(),
  dmarc_status: z.boolean().nullable(),
  warmup_start_date: z.string().nullable(),
  warmup_complete_date: z.string().nullable(),
  last_health_check: z.string().nullable(),
  blacklist_status: z.boolean().nullable(),
});
export type DomainRow = z.infer<typeof domainRowSchema>;
export const parseDomainRow = rowParser(domainRowSchema);

/** The row of `today.changes`. */
const changesSchema = z.object({
  leads_added: z.number(),
  replies: z.number(),
  interested: z.number(),
  meetings_booked: z.number(),
  incidents_opened: z.number(),
  incidents_resolved: z.number(),
});
export type Changes = z.infer<typeof changesSchema>;
export const parseChanges = rowParser(changesSchema);
