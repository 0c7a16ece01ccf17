import { z } from 'zod';
import { REQUEST_STATUSES } from '../../domain/vocabulary/work.ts';
import { idOrNull, instantOrNull, optionalText, patchOf, requiredText } from '../arguments.ts';
import { defineFieldUpdate } from '../define-field-update.ts';

const DECIDED: ReadonlySet<string> = new Set(['done', 'refused']);

/** Works on what clients asked for: status, decision, owner, due time. Deciding one sets when it was resolved. */
export const updateRequests = defineFieldUpdate({
  name: 'requests/update',
  table: 'requests',
  noun: 'request',
  entityType: 'request',
  patch: patchOf({
    status: z.enum(REQUEST_STATUSES),
    kind: requiredText(60),
    subject: requiredText(500),
    decision: optionalText(5_000),
    owner_id: idOrNull,
    due_at: instantOrNull,
  }),
  nameOf: (request) => `the request “${request.subject}”`,
  computed: (_before, { status }, context) => {
    if (status === undefined) return {};
    return { resolved_at: DECIDED.has(status) ? context.now : null };
  },
});
