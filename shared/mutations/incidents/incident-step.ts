import { z } from 'zod';
import type { Row } from '../../schema/registry.ts';
import { idArgument, idOrNull } from '../arguments.ts';
import type { MutationContext, MutationEffect } from '../define.ts';
import { applyFieldPatches } from '../field-patches.ts';
import type { MutationStore, Patch } from '../store.ts';

/** Incidents without a client are the agency's own. */
export const incidentTarget = { id: idArgument, client_id: idOrNull };
export const incidentTargetSchema = z.object(incidentTarget);

/** Writes one step of an incident's life; `computed` are the marks it leaves (see FieldPatchOptions). */
export async function stepIncident(
  store: MutationStore,
  patch: Patch<'incidents'>,
  context: MutationContext,
  verb: string,
  computed: Partial<Row<'incidents'>> = {},
): Promise<MutationEffect> {
  const { before } = await applyFieldPatches(store, 'incidents', [patch], context, {
    computed: () => computed,
  });
  const type = before[0]?.type.replaceAll('_', ' ') ?? 'an unknown cause';
  return { entityType: 'incident', entityId: patch.id, summary: `${verb} the incident ${type}` };
}
