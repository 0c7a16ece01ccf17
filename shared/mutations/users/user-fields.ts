import { z } from 'zod';
import { ROLES } from '../../domain/vocabulary/people.ts';
import { isTimeZone } from '../../kernel/time.ts';
import { requiredText } from '../arguments.ts';

export const userFacts = {
  name: requiredText(100),
  email: z.email().max(320).toLowerCase(),
  role: z.enum(ROLES),
  time_zone: z.string().max(64).refine(isTimeZone, 'is not a time zone such as Europe/Paris'),
  active: z.boolean(),
};

/** What people may change of themselves. */
export const OWN_FIELDS: ReadonlySet<string> = new Set(['name', 'time_zone']);
