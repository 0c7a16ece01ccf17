import { campaignsNames, campaignsOfClient, metricsDaily } from './campaigns.ts';
import { healthLatest, healthOfClient } from './health.ts';
import {
  activityOfClient,
  activityOfEntity,
  conflictsOpen,
  domainsOfClient,
  notesOf,
  usersAll,
} from './history.ts';
import { incidentsOfClient, incidentsOpen } from './incidents.ts';
import { meetingsBetween, meetingsOfClient, meetingsToJudge } from './meetings.ts';
import { onboardingOfClient, repliesWaiting, requestsOpen, tasksDue, todayChanges } from './work.ts';
import { clientsDetail, clientsList, clientsNames } from './clients.ts';
import { leadsByEmailKeys, suppressionsForClient } from './imports.ts';
import { importsNames, leadsBulk, leadsCountries, leadsDetail, leadsExport, leadsList } from './leads.ts';
import { rowsPresent } from './rows.ts';
import { trashDeletions, trashLeads, trashNotes } from './trash.ts';
import { createQueryRegistry, registerList, registerRows } from './registered.ts';

/** Every named read there is. */
export const QUERIES = createQueryRegistry([
  registerList(clientsList),
  registerRows(clientsDetail),
  registerRows(clientsNames),
  registerList(leadsList),
  registerRows(leadsBulk),
  registerRows(leadsExport),
  registerRows(leadsDetail),
  registerRows(leadsCountries),
  registerRows(importsNames),
  registerRows(leadsByEmailKeys),
  registerRows(suppressionsForClient),
  registerRows(campaignsNames),
  registerRows(campaignsOfClient),
  registerRows(metricsDaily),
  registerRows(healthLatest),
  registerRows(healthOfClient),
  registerRows(activityOfClient),
  registerRows(activityOfEntity),
  registerRows(conflictsOpen),
  registerRows(domainsOfClient),
  registerRows(notesOf),
  registerRows(usersAll),
  registerRows(incidentsOfClient),
  registerRows(incidentsOpen),
  registerRows(meetingsBetween),
  registerRows(meetingsOfClient),
  registerRows(meetingsToJudge),
  registerRows(onboardingOfClient),
  registerRows(repliesWaiting),
  registerRows(requestsOpen),
  registerRows(tasksDue),
  registerRows(todayChanges),
  registerRows(rowsPresent),
  registerRows(trashNotes),
  registerRows(trashLeads),
  registerRows(trashDeletions),
]);
