import { z } from 'zod';
import { instantOrNull, idOrNull, optionalText, requiredText } from '../arguments.ts';
import { defineMutation } from '../define.ts';
import { mayDo } from '../permitted.ts';
import { missingReference } from '../refusals.ts';
import { incidentTarget, incidentTargetSchema, stepIncident } from './incident-step.ts';

/** Says "I have seen it"; the escalation stops. `snoozed_until` keeps it quiet until then. */
export const acknowledgeIncident = defineMutation({
  name: 'incidents/acknowledge',
  version: 1,
  args: z.object({ ...incidentTarget, snoozed_until: instantOrNull.optional() }),
  scope: (args) => args.client_id,
  permission: mayDo('act', 'incidents'),
  apply: (store, args, context) =>
    stepIncident(
      store,
      { id: args.id, status: 'acknowledged', snoozed_until: args.snoozed_until },
      context,
      'Acknowledged',
      { acknowledged_at: context.now, acknowledged_by: context.actor.userId },
    ),
});

/** Gives an incident to a person, or to nobody. */
export const assignIncident = defineMutation({
  name: 'incidents/assign',
  version: 1,
  args: z.object({ ...incidentTarget, owner_id: idOrNull }),
  scope: (args) => args.client_id,
  permission: mayDo('act', 'incidents'),
  apply: async (store, args, context) => {
    const [owner] = args.owner_id === null ? [] : await store.get('users', [args.owner_id]);
    if (args.owner_id !== null && !owner && context.side === 'server') throw missingReference('users');
    return stepIncident(store, { id: args.id, owner_id: args.owner_id }, context, 'Assigned');
  },
});

/** Closes an incident with a sentence about what was done. */
export const resolveIncident = defineMutation({
  name: 'incidents/resolve',
  version: 1,
  args: z.object({ ...incidentTarget, resolution: requiredText(5_000) }),
  scope: (args) => args.client_id,
  permission: mayDo('act', 'incidents'),
  apply: (store, args, context) =>
    stepIncident(
      store,
      { id: args.id, status: 'resolved', resolution: args.resolution },
      context,
      'Resolved',
      { resolved_at: context.now },
    ),
});

/**
 * Opens a closed or acknowledged incident again, because it came back or because the step before is taken back; then it
 * also says what resolution and snooze were. Version 1 could not.
 */
export const reopenIncident = defineMutation({
  name: 'incidents/reopen',
  version: 2,
  args: z.object({
    ...incidentTarget,
    snoozed_until: instantOrNull.optional(),
    resolution: optionalText(5_000).optional(),
  }),
  // Version 1 named the incident alone; what else was in its arguments said nothing.
  upgrade: (args) => incidentTargetSchema.safeParse(args).data ?? args,
  scope: (args) => args.client_id,
  permission: mayDo('act', 'incidents'),
  apply: (store, { id, snoozed_until, resolution }, context) =>
    stepIncident(store, { id, status: 'open', snoozed_until, resolution }, context, 'Reopened', {
      resolved_at: null,
      auto_resolved: false,
      acknowledged_at: null,
      acknowledged_by: null,
    }),
});
