export const CONFLICT_STATUSES = ['open', 'resolved'] as const;
export const MUTATION_OUTCOMES = ['accepted', 'rejected', 'conflict'] as const;
/** The sync language every screen uses for a row. */
export const SYNC_STATES = ['synced', 'saved_here', 'waiting', 'rejected', 'conflict'] as const;
export const EVENT_STATUSES = ['received', 'processing', 'done', 'failed', 'quarantined'] as const;
export const QUARANTINE_STATUSES = ['open', 'assigned', 'reprocessed', 'discarded'] as const;
export const VENDOR_CALL_STATUSES = ['planned', 'sent', 'succeeded', 'failed', 'unknown'] as const;
export const INTEGRATION_MODES = ['live', 'sandbox', 'disabled'] as const;
export const INTEGRATION_STATUSES = ['untested', 'connected', 'failing', 'disconnected'] as const;

export type MutationOutcome = (typeof MUTATION_OUTCOMES)[number];
export type SyncState = (typeof SYNC_STATES)[number];
