import { testId } from '../ids.ts';
import type { Step } from '../run-step.ts';
import { CLIENT, LEAD, admin, manager, viewer } from './cast.ts';

export const DESK_STEPS: readonly Step[] = [
  {
    name: 'notes/add',
    actor: manager,
    args: {
      id: testId(110),
      client_id: CLIENT,
      entity_type: 'lead',
      entity_id: LEAD,
      body: 'Line 1\nLine 2 🙂',
    },
  },
  {
    name: 'notes/update',
    actor: manager,
    args: { id: testId(110), client_id: CLIENT, patch: { pinned: true } },
  },
  { name: 'notes/delete', actor: admin, args: { id: testId(110), client_id: CLIENT } },
  { name: 'notes/restore', actor: manager, args: { id: testId(110), client_id: CLIENT } },
  {
    name: 'saved-views/save',
    actor: viewer,
    args: { id: testId(120), screen: 'leads', name: 'Hot', definition: { sort: [] } },
  },
  {
    name: 'saved-views/save',
    actor: viewer,
    args: { id: testId(120), screen: 'leads', name: 'Hotter', definition: { sort: [1] } },
  },
  {
    name: 'saved-views/save',
    actor: manager,
    args: { id: testId(120), screen: 'leads', name: 'Stolen', definition: {} },
  },
  {
    name: 'saved-views/save',
    actor: manager,
    args: { id: testId(121), screen: 'leads', name: 'Gone', definition: {} },
  },
  { name: 'saved-views/delete', actor: manager, args: { id: testId(121) } },
  {
    name: 'suppressions/add',
    actor: manager,
    args: {
      client_id: CLIENT,
      reason: 'asked',
      source: 'mail',
      entries: [
        { id: testId(130), kind: 'email', value_hmac: 'a'.repeat(64) },
        { id: testId(131), kind: 'domain', value_hmac: 'b'.repeat(64), domain: 'rival.example' },
        { id: testId(132), kind: 'email', value_hmac: 'a'.repeat(64) },
      ],
    },
  },
  {
    name: 'suppressions/add',
    actor: manager,
    args: {
      client_id: null,
      reason: 'x',
      source: 'y',
      entries: [{ id: testId(133), kind: 'email', value_hmac: 'c'.repeat(64) }],
    },
  },
  {
    name: 'suppressions/add',
    actor: admin,
    args: {
      client_id: null,
      reason: 'x',
      source: 'y',
      entries: [{ id: testId(133), kind: 'email', value_hmac: 'c'.repeat(64) }],
    },
  },
  { name: 'suppressions/remove', actor: manager, args: { client_id: CLIENT, ids: [testId(133)] } },
  { name: 'suppressions/remove', actor: manager, args: { client_id: CLIENT, ids: [testId(130)] } },
];
