import { z } from 'zod';
import { instantOrNull, idOrNull, requiredText } from '../arguments.ts';
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

/** Opens a closed or acknowledged incident again, because it came back. */
export const reopenIncident = defineMutation({
  name: 'incidents/reopen',
  version: 1,
  args: incidentTargetSchema,
  scope: (args) => args.client_id,
  permission: mayDo('act', 'incidents'),
  apply: (store, args, context) =>
    stepIncident(store, { id: args.id, status: 'open' }, context, 'Reopened', {
      resolved_at: null,
      auto_resolved: false,
      acknowledged_at: null,
      acknowledged_by: null,
    }),
});
