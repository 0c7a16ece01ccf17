import type { ClientStatus } from '../vocabulary/seed.ts';
import type { Transitions } from './transition.ts';

/** A client who left may be won back, which starts with onboarding. */
export const CLIENT_TRANSITIONS: Transitions<ClientStatus> = {
  onboarding: ['active', 'paused', 'churned'],
  active: ['paused', 'churned'],
  paused: ['active', 'churned'],
  churned: ['onboarding', 'active'],
};
