import { z } from 'zod';
import { CONSENT_KINDS } from './country-law.ts';

export const IMPORT_MODES = ['create', 'update', 'both'] as const;
export const ON_MATCH = ['skip', 'fill', 'overwrite'] as const;

/** What a person chose for an import; stored with it, so that a resumed run decides the same. */
export const importOptionsSchema = z.object({
  /** Only new leads, only known ones, or both. */
  mode: z.enum(IMPORT_MODES),
  /** A row whose mailbox the client has already: leave the lead, fill its empty fields, or overwrite. */
  onMatch: z.enum(ON_MATCH),
  /** Verdicts that keep a row out. The others are imported with their verdict. */
  refuse: z.array(z.enum(['risky', 'unknown', 'invalid', 'blocked'])).default(['invalid', 'blocked']),
  /** Evidence of consent that holds for the whole list. */
  consent: z.enum(CONSENT_KINDS).optional(),
});

export type ImportOptions = Readonly<z.infer<typeof importOptionsSchema>>;
