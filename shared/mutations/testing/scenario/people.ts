import type { Step } from '../run-step.ts';
import { ADMIN, MANAGER, admin, manager } from './cast.ts';

export const PEOPLE_STEPS: readonly Step[] = [
  {
    name: 'users/create-profile',
    args: { id: ADMIN, name: 'Ada', email: 'Ada@Example.com', role: 'admin', time_zone: 'Europe/Paris' },
  },
  {
    name: 'users/create-profile',
    args: { id: MANAGER, name: 'Mo', email: 'mo@example.com', role: 'account_manager' },
  },
  { name: 'users/update', actor: manager, args: { id: MANAGER, patch: { time_zone: 'Asia/Tokyo' } } },
  { name: 'users/update', actor: manager, args: { id: MANAGER, patch: { role: 'admin' } } },
  { name: 'users/update', actor: admin, args: { id: ADMIN, patch: { active: false } } },
];
