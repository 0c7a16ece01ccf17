import { z } from 'zod';
import { ROLES } from '../../domain/vocabulary/people.ts';

export const personSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  time_zone: z.string(),
});
export type Person = z.infer<typeof personSchema>;

/** GET /api/session: who the token belongs to and what they may read now. */
export const sessionInfoSchema = z.object({
  person: personSchema,
  /** 'all', or the ids of the person's clients, sorted. Changes of this list are scope changes. */
  client_ids: z.union([z.literal('all'), z.array(z.uuid())]),
  /** Tables the person may subscribe to. */
  tables: z.array(z.string()),
  epoch: z.uuid(),
  server_version: z.string(),
  min_desktop_version: z.string(),
  schema_version: z.int(),
  /** Key of the suppression HMACs, hex: matches addresses offline without shipping them. */
  suppression_key: z.string(),
  offline_sign_in_days: z.int(),
});
export type SessionInfo = z.infer<typeof sessionInfoSchema>;

/** POST /api/sign-in */
export const signInRequestSchema = z.object({
  email: z.email(),
  password: z.string().min(1).max(256),
  device: z.object({ id: z.uuid(), name: z.string().max(100), platform: z.string().max(50) }),
});
export const signInResponseSchema = z.object({
  token: z.string(),
  expires_at: z.string(),
  session: sessionInfoSchema,
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type SignInResponse = z.infer<typeof signInResponseSchema>;

/** Every refused request of /api answers with this body. */
export const apiErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    hint: z.string(),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** POST /api/barrier: writes an empty commit naming every table; its id comes back through the `commits` shape. */
export const barrierRequestSchema = z.object({ id: z.uuid() });
