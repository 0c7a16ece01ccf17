/** A day at the agency that uses every mutation at least once, refusals included. Both sides must end with the same rows. */
import type { Step } from '../run-step.ts';
import { CAMPAIGNS_STEPS, CLIENTS_STEPS } from './clients.ts';
import { DESK_STEPS } from './desk.ts';
import { LEADS_STEPS } from './leads.ts';
import { PEOPLE_STEPS } from './people.ts';
import { WORK_STEPS } from './work.ts';

export const SCENARIO: readonly Step[] = [
  ...PEOPLE_STEPS,
  ...CLIENTS_STEPS,
  ...CAMPAIGNS_STEPS,
  ...LEADS_STEPS,
  ...WORK_STEPS,
  ...DESK_STEPS,
];
