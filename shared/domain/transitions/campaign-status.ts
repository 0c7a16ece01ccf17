import type { CampaignStatus } from '../vocabulary/seed.ts';
import type { Transitions } from './transition.ts';

/** A finished campaign stays finished: its figures are reported. A new one is made instead. */
export const CAMPAIGN_TRANSITIONS: Transitions<CampaignStatus> = {
  draft: ['warming', 'active', 'completed'],
  warming: ['draft', 'active', 'paused', 'completed'],
  active: ['paused', 'completed'],
  paused: ['warming', 'active', 'completed'],
  completed: [],
};
