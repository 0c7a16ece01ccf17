import { z } from 'zod';
import { defineRows } from './define.ts';

/** Each client's newest score with the one before it, lowest first. Clients without a score are left out. */
export const healthLatest = defineRows({
  kind: 'rows',
  name: 'health.latest',
  args: z.object({ riskOnly: z.boolean().default(false) }),
  entity: null,
  reads: { health_scores: '*', clients: ['company_name', 'status', 'renewal_date', 'client_id', 'archived'] },
  statement: (args) => ({
    text: `select c.id as key, c.id as client_id, c.client_id as client_code, c.company_name, c.renewal_date,
        h.score, h.risk_level, h.signals, h.calculated_at, h.intervention_plan, h.previous_score
      from clients c
      join lateral (
        select score, risk_level, signals, calculated_at, intervention_plan,
               lead(score) over (order by calculated_at desc) as previous_score
          from health_scores where client_id = c.id order by calculated_at desc limit 1
      ) h on true
      where c.status in ('active', 'paused') and c.archived is not true and ($1::boolean is false or h.risk_level <> 'healthy')
      order by h.score, c.company_name limit 200`,
    params: [args.riskOnly],
  }),
});

/** One client's scores, oldest first. */
export const healthOfClient = defineRows({
  kind: 'rows',
  name: 'health.of-client',
  args: z.object({ clientId: z.uuid() }),
  entity: 'health_scores',
  reads: { health_scores: '*' },
  statement: (args) => ({
    text: `select id as key, id, score, risk_level, signals, intervention_plan, calculated_at
      from health_scores where client_id = $1 order by calculated_at, id limit 200`,
    params: [args.clientId],
  }),
  affects: (args, _table, row) => row['client_id'] === undefined || row['client_id'] === args.clientId,
});
