export const ROLES = ['admin', 'account_manager', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
