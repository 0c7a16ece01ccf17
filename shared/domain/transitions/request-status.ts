import type { Transitions } from './transition.ts';

/** A decided request is opened again before it can be decided otherwise, so that the change of mind is on record. */
export const REQUEST_TRANSITIONS: Transitions<'open' | 'waiting' | 'done' | 'refused'> = {
  open: ['waiting', 'done', 'refused'],
  waiting: ['open', 'done', 'refused'],
  done: ['open'],
  refused: ['open'],
};
