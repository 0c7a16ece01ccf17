/** `act` is everything that is more than editing a row: assign, acknowledge, verify, approve, send. */
export type Operation = 'read' | 'create' | 'update' | 'delete' | 'act';

export const EVERYTHING: readonly Operation[] = ['read', 'create', 'update', 'delete', 'act'];
export const READ: readonly Operation[] = ['read'];
export const NOTHING: readonly Operation[] = [];
