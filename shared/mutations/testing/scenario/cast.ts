/** Who and what the scenario is about. */
import type { Actor } from '../../define.ts';
import { testId } from '../ids.ts';

export const ADMIN = testId(1);
export const MANAGER = testId(2);
export const CLIENT = testId(10);
export const OTHER_CLIENT = testId(11);
export const CAMPAIGN = testId(20);
export const IMPORT = testId(30);
export const LEAD = testId(100);

export const admin: Actor = { kind: 'person', userId: ADMIN, role: 'admin', clientIds: 'all' };
export const manager: Actor = {
  kind: 'person',
  userId: MANAGER,
  role: 'account_manager',
  clientIds: new Set([CLIENT]),
};
export const viewer: Actor = { kind: 'person', userId: testId(3), role: 'viewer', clientIds: 'all' };

export const NOON = '2026-11-25T12:00:00.000Z';
