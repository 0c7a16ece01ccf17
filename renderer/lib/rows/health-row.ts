import { z } from 'zod';

import { RISK_LEVELS } from '../../../shared/domain/vocabulary/seed.ts';
import { rowParser } from './row-schema.ts';

/** What a score is made of: the points of all signals add up to it. A stored score of another make has none. */
const signalsSchema = z
  .object({
    signals: z.array(
      z.object({ key: z.string(), label: z.string(), weight: z.number(), points: z.number() }),
    ),
  })
  .transform(({ signals }) => signals)
  .catch([]);

export type HealthSignal = z.infer<typeof signalsSchema>[number];

/** A row of `health.of-client`. */
const healthScoreSchema = z.object({
  id: z.string(),
  score: z.number(),
  risk_level: z.enum(RISK_LEVELS),
  signals: signalsSchema,
  intervention_plan: z.string().nullable(),
  calculated_at: z.string(),
});
export type HealthScore = z.infer<typeof healthScoreSchema>;
export const parseHealthScore = rowParser(healthScoreSchema);

/** A row of `health.latest`. */
const clientHealthSchema = z.object({
  client_id: z.string(),
  client_code: z.string(),
  company_name: z.string(),
  renewal_date: z.string().nullable(),
  score: z.number(),
  previous_score: z.number().nullable(),
  risk_level: z.enum(RISK_LEVELS),
  signals: signalsSchema,
  intervention_plan: z.string().nullable(),
  calculated_at: z.string(),
});
export type ClientHealth = z.infer<typeof clientHealthSchema>;
export const parseClientHealth = rowParser(clientHealthSchema);
