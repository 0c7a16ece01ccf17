import { MAX_ROWS_PER_MUTATION } from '../../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { SUPPRESSION_KINDS } from '../../domain/vocabulary/leads.ts';
import { idArgument, idOrNull, requiredText } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { assertIdsFree } from '../existing.ts';
import { counted } from '../sentences.ts';
import { maySuppress } from './may-suppress.ts';

const entrySchema = z.object({
  id: idArgument,
  kind: z.enum(SUPPRESSION_KINDS),
  /** Keyed HMAC-SHA-256, hex: an address never travels in clear. */
  value_hmac: z.string().regex(/^[0-9a-f]{64}$/, 'is not an HMAC'),
  /** A domain may be shown. */
  domain: z.string().max(253).nullable().default(null),
});

/** Puts addresses or domains on the do-not-contact list of a client, or of the whole agency. Known ones are left alone. */
export const addSuppressions = defineMutation({
  name: 'suppressions/add',
  version: 1,
  args: z.object({
    client_id: idOrNull,
    reason: requiredText(500),
    source: requiredText(60),
    entries: z.array(entrySchema).min(1).max(MAX_ROWS_PER_MUTATION),
  }),
  scope: (args) => args.client_id,
  permission: maySuppress('create'),
  apply: async (store, args, context) => {
    const ids = args.entries.map(({ id }) => id);
    await assertIdsFree(store, 'suppressions', ids);
    const hmacs = args.entries.map(({ value_hmac }) => value_hmac);
    const known = await store.findBy('suppressions', 'value_hmac', hmacs, {
      scope_client_id: args.client_id,
    });
    const seen = new Set(known.map(({ value_hmac }) => value_hmac));
    const fresh = args.entries.filter(({ value_hmac }) => {
      if (seen.has(value_hmac)) return false;
      seen.add(value_hmac);
      return true;
    });
    await store.insert(
      'suppressions',
      fresh.map((entry) => ({
        ...entry,
        scope_client_id: args.client_id,
        reason: args.reason,
        source: args.source,
        created_by: context.actor.userId,
      })),
    );
    return {
      entityType: 'suppression',
      entityId: ids.length === 1 ? (ids[0] ?? null) : null,
      summary: `Put ${counted(args.entries.length, 'entry')} on the do-not-contact list`,
    };
  },
});
