import { createCampaign } from '../campaigns/create.ts';
import { updateCampaigns } from '../campaigns/update.ts';
import { assignClient } from '../client-assignments/assign.ts';
import { unassignClient } from '../client-assignments/unassign.ts';
import { archiveClient } from '../clients/archive.ts';
import { createClient } from '../clients/create.ts';
import { updateClient } from '../clients/update.ts';
import { updateDomains } from '../domains/update.ts';
import { updateMeetings } from '../meetings/update.ts';
import { updateTasks } from '../onboarding-tasks/update.ts';
import { register } from '../registered.ts';
import { updateRequests } from '../requests/update.ts';

export const CLIENT_MUTATIONS = [
  register(createClient),
  register(updateClient),
  register(archiveClient),
  register(assignClient),
  register(unassignClient),
  register(createCampaign),
  register(updateCampaigns),
  register(updateMeetings),
  register(updateDomains),
  register(updateRequests),
  register(updateTasks),
];
