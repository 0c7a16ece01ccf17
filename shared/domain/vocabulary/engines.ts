/** The eleven engines, by the names and letters of the seed document. */
export const ENGINES = [
  'guardian',
  'architect',
  'scientist',
  'hunter',
  'sentinel',
  'informant',
  'judge',
  'keeper',
  'launcher',
  'monitor',
  'navigator',
] as const;
export const ENGINE_HOSTS = ['desktop', 'server'] as const;
export const RUN_TRIGGERS = ['schedule', 'webhook', 'event', 'person'] as const;
export const RUN_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const MISSED_RUN_POLICIES = ['skip', 'run_once', 'run_all'] as const;

export type EngineName = (typeof ENGINES)[number];
export type RunStatus = (typeof RUN_STATUSES)[number];
