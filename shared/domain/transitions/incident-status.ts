import type { Transitions } from './transition.ts';

export const INCIDENT_TRANSITIONS: Transitions<'open' | 'acknowledged' | 'resolved'> = {
  open: ['acknowledged', 'resolved'],
  acknowledged: ['open', 'resolved'],
  resolved: ['open'],
};
