import type { LeadStatus } from '../vocabulary/leads.ts';
import type { Transitions } from './transition.ts';

/**
 * Who was written to cannot become untouched again, and who asked to be left alone stays so: only a person on the
 * suppression screen, never a status change, may lift that.
 */
export const LEAD_TRANSITIONS: Transitions<LeadStatus> = {
  new: [
    'ready',
    'contacted',
    'replied',
    'interested',
    'meeting_booked',
    'not_interested',
    'bounced',
    'unsubscribed',
  ],
  ready: [
    'new',
    'contacted',
    'replied',
    'interested',
    'meeting_booked',
    'not_interested',
    'bounced',
    'unsubscribed',
  ],
  contacted: ['replied', 'interested', 'meeting_booked', 'not_interested', 'bounced', 'unsubscribed'],
  replied: ['contacted', 'interested', 'meeting_booked', 'not_interested', 'bounced', 'unsubscribed'],
  interested: ['replied', 'meeting_booked', 'not_interested', 'bounced', 'unsubscribed'],
  meeting_booked: ['replied', 'interested', 'not_interested', 'bounced', 'unsubscribed'],
  not_interested: ['contacted', 'replied', 'interested', 'meeting_booked', 'unsubscribed'],
  bounced: ['ready', 'contacted', 'replied', 'not_interested', 'unsubscribed'],
  unsubscribed: [],
};
