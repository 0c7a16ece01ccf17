import { z } from 'zod';
import { DOMAIN_STATUSES } from '../../domain/vocabulary/seed.ts';
import { dateOrNull, patchOf } from '../arguments.ts';
import { defineFieldUpdate } from '../define-field-update.ts';

/** Changes the state of sending domains and their warm-up dates. */
export const updateDomains = defineFieldUpdate({
  name: 'domains/update',
  table: 'domains',
  noun: 'domain',
  entityType: 'domain',
  patch: patchOf({
    status: z.enum(DOMAIN_STATUSES),
    warmup_start_date: dateOrNull,
    warmup_complete_date: dateOrNull,
  }),
  nameOf: (domain) => domain.domain_name,
});
