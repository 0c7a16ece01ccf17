import type { MeetingStatus } from '../vocabulary/seed.ts';
import type { Transitions } from './transition.ts';

/** What happened may be corrected; a cancelled meeting can be booked again but never have taken place. */
export const MEETING_TRANSITIONS: Transitions<MeetingStatus> = {
  scheduled: ['completed', 'no_show', 'cancelled'],
  completed: ['no_show'],
  no_show: ['completed', 'scheduled', 'cancelled'],
  cancelled: ['scheduled'],
};
