import { z } from 'zod';
import { defineRows } from './define.ts';

const COLUMNS = `t.id as key, t.id, t.client_id, t.severity, t.type, t.description, t.status, t.owner_id,
  t.detected_at, t.acknowledged_at, t.acknowledge_due_at, t.resolved_at, t.resolution,
  c.company_name, c.client_id as client_code`;

/** Incidents that are not resolved, worst and oldest first. */
export const incidentsOpen = defineRows({
  kind: 'rows',
  name: 'incidents.open',
  args: z.object({ limit: z.int().min(1).max(200).default(50) }),
  entity: 'incidents',
  reads: { incidents: '*', clients: ['company_name', 'client_id'] },
  statement: (args) => ({
    text: `select ${COLUMNS} from incidents t left join clients c on c.id = t.client_id
      where t.status <> 'resolved' order by t.severity, t.detected_at, t.id limit $1`,
    params: [args.limit],
  }),
});

/** One client's incidents, open ones first, then the newest. */
export const incidentsOfClient = defineRows({
  kind: 'rows',
  name: 'incidents.of-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'incidents',
  reads: { incidents: '*', clients: ['company_name', 'client_id'] },
  statement: (args) => ({
    text: `select ${COLUMNS} from incidents t left join clients c on c.id = t.client_id
      where t.client_id = $1 order by (t.status = 'resolved'), t.detected_at desc, t.id limit 100`,
    params: [args.clientId],
  }),
  affects: (args, table, row) => table !== 'incidents' || row['client_id'] === args.clientId,
});
