import { z } from 'zod';
import type { Row } from '../../schema/registry.ts';
import { changesOf, idArgument, patchOf } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { applyFieldPatches } from '../field-patches.ts';
import { mayDo } from '../permitted.ts';
import { changeSentence, subject } from '../sentences.ts';
import type { MutationStore } from '../store.ts';
import { leadAddress, leadChoices, leadFacts, leadName } from './lead-fields.ts';
import { assertMailboxesFree } from './mailbox-unique.ts';

const patchSchema = patchOf({ ...leadFacts, ...leadAddress, ...leadChoices }).refine(
  (patch) => (patch.email === undefined) === (patch.email_key === undefined),
  'an address comes with its key',
);

const argsSchema = z.object({ client_id: idArgument, changes: changesOf(patchSchema) });

type Changes = z.infer<typeof argsSchema>['changes'];

/**
 * Changes fields of up to 1,000 leads of one client, each as it was asked: inline edits, bulk edits, undo of either. A
 * new address makes the lead unverified.
 */
export const updateLeads = defineMutation({
  name: 'leads/update',
  version: 1,
  args: argsSchema,
  scope: (args) => args.client_id,
  permission: mayDo('update', 'leads'),
  apply: async (store, args, context) => {
    await assertAddressesFree(store, args.client_id, args.changes);
    const patches = args.changes.map(({ id, patch }) => ({ id, ...patch }));
    const { before } = await applyFieldPatches(store, 'leads', patches, context, {
      computed: (lead, written) =>
        written.email === undefined || written.email === lead.email ? {} : UNVERIFIED,
    });
    return {
      entityType: 'lead',
      entityId: args.changes.length === 1 ? (args.changes[0]?.id ?? null) : null,
      summary: changeSentence(
        subject('lead', before.map(leadName), args.changes.length),
        shown(args.changes),
      ),
    };
  },
});

const UNVERIFIED = {
  verdict: 'unverified',
  verdict_reasons: [],
  verdict_provisional: true,
  verified_at: null,
} satisfies Partial<Row<'leads'>>;

async function assertAddressesFree(store: MutationStore, clientId: string, changes: Changes): Promise<void> {
  const rows = changes.flatMap(({ id, patch }) =>
    patch.email_key === undefined ? [] : [{ id, email_key: patch.email_key }],
  );
  if (rows.length > 0) await assertMailboxesFree(store, clientId, rows);
}

/** The key is not a field people know. */
function shown(changes: Changes): readonly Readonly<Record<string, unknown>>[] {
  return changes.map(({ patch: { email_key: _key, ...patch } }) => patch);
}
