import { z } from 'zod';
import { defineRows } from './define.ts';

const COLUMNS = `t.id as key, t.id, t.client_id, t.campaign_id, t.prospect_name, t.prospect_email, t.prospect_company,
  t.prospect_title, t.meeting_datetime, t.status, t.qualified, t.bonus_invoiced, c.company_name`;

/** Meetings between two instants, soonest first. */
export const meetingsBetween = defineRows({
  kind: 'rows',
  name: 'meetings.between',
  args: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  entity: 'meetings',
  reads: { meetings: '*', clients: ['company_name'] },
  statement: (args) => ({
    text: `select ${COLUMNS} from meetings t join clients c on c.id = t.client_id
      where t.meeting_datetime >= $1 and t.meeting_datetime < $2 and t.status <> 'cancelled'
      order by t.meeting_datetime, t.id limit 100`,
    params: [args.from, args.to],
  }),
});

/** Held meetings that nobody has called qualified or not yet, oldest first. */
export const meetingsToJudge = defineRows({
  kind: 'rows',
  name: 'meetings.to-judge',
  args: z.object({}),
  entity: 'meetings',
  reads: {
    meetings: ['status', 'qualified', 'meeting_datetime', 'prospect_name', 'prospect_company'],
    clients: ['company_name'],
  },
  statement: () => ({
    text: `select ${COLUMNS} from meetings t join clients c on c.id = t.client_id
      where t.status = 'completed' and t.qualified is null order by t.meeting_datetime, t.id limit 100`,
    params: [],
  }),
});

export const meetingsOfClient = defineRows({
  kind: 'rows',
  name: 'meetings.of-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'meetings',
  reads: { meetings: '*', clients: ['company_name'] },
  statement: (args) => ({
    text: `select ${COLUMNS} from meetings t join clients c on c.id = t.client_id
      where t.client_id = $1 order by t.meeting_datetime desc, t.id limit 200`,
    params: [args.clientId],
  }),
  affects: (args, table, row) => table !== 'meetings' || row['client_id'] === args.clientId,
});
