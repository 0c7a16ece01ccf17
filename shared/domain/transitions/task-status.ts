import type { Transitions } from './transition.ts';

export const TASK_TRANSITIONS: Transitions<'todo' | 'doing' | 'blocked' | 'done' | 'skipped'> = {
  todo: ['doing', 'blocked', 'done', 'skipped'],
  doing: ['todo', 'blocked', 'done', 'skipped'],
  blocked: ['todo', 'doing', 'done', 'skipped'],
  done: ['todo', 'doing'],
  skipped: ['todo'],
};
