import { updateLeads } from '../leads/update.ts';
import { register } from '../registered.ts';

export const LEAD_MUTATIONS = [register(updateLeads)];
