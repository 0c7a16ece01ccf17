import type { saved_views, users } from '../../schema/people.ts';
import type { FieldPolicies } from './policy.ts';

export const USER_POLICIES: FieldPolicies<keyof typeof users.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  name: 'last-write',
  email: 'last-write',
  role: 'last-write',
  time_zone: 'last-write',
  active: 'last-write',
  created_at: 'server',
  updated_at: 'server',
};

export const SAVED_VIEW_POLICIES: FieldPolicies<keyof typeof saved_views.$inferSelect> = {
  id: 'server',
  scope_client_id: 'server',
  user_id: 'server',
  screen: 'server',
  name: 'last-write',
  definition: 'last-write',
  shared: 'last-write',
  pinned: 'last-write',
  created_at: 'server',
  updated_at: 'server',
};
