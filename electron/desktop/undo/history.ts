/** The last actions, newest last, and what was taken back of them. Pure bookkeeping; rows and files are elsewhere. */
import type { UndoEntry } from '../../../shared/contracts/desktop/undo.ts';
import type { Lane, Mark } from './remembered.ts';

/** Actions that can be taken back; a bulk edit is one. */
export const KEPT_ACTIONS = 50;

export type Action = UndoEntry & {
  readonly lane: Lane;
  /** Its mutations, in the order in which they were made. */
  readonly mutationIds: readonly string[];
};

export type History = {
  /** Adds a mutation to its action; answers the mutations that are forgotten for it. */
  readonly add: (mark: Mark) => readonly string[];
  /** The newest action of a lane, or the named one. */
  readonly find: (lane: Lane, id?: string) => Action | undefined;
  readonly clear: (lane: Lane) => readonly string[];
  readonly forget: (mutationId: string) => void;
};

export function createHistory(): History {
  /** By group, in the order in which each was begun. */
  const actions = new Map<string, Action>();
  const marks = new Map<string, Mark>();

  function drop(action: Action): readonly string[] {
    actions.delete(action.id);
    for (const id of action.mutationIds) marks.delete(id);
    return action.mutationIds;
  }

  return {
    add: (mark) => {
      marks.set(mark.id, mark);
      const known = actions.get(mark.group);
      const ids = [...(known?.mutationIds ?? []), mark.id];
      actions.set(mark.group, actionOf(mark, ids, marks));
      const lane = [...actions.values()].filter((one) => one.lane === mark.lane);
      return lane.slice(0, Math.max(0, lane.length - KEPT_ACTIONS)).flatMap(drop);
    },
    find: (lane, id) => {
      if (id === undefined) return [...actions.values()].findLast((one) => one.lane === lane);
      const action = actions.get(id);
      return action?.lane === lane ? action : undefined;
    },
    clear: (lane) => [...actions.values()].filter((one) => one.lane === lane).flatMap(drop),
    forget: (mutationId) => {
      const mark = marks.get(mutationId);
      const action = mark && actions.get(mark.group);
      if (!mark || !action) return;
      marks.delete(mutationId);
      const ids = action.mutationIds.filter((id) => id !== mutationId);
      if (ids.length === 0) actions.delete(action.id);
      else actions.set(action.id, actionOf({ ...mark, title: action.title }, ids, marks));
    },
  };
}

/** An action can be taken back as long as one of its mutations can. */
function actionOf(newest: Mark, ids: readonly string[], marks: ReadonlyMap<string, Mark>): Action {
  const own = ids.flatMap((id) => marks.get(id) ?? []);
  const isOpen = own.some(({ reason }) => reason === null);
  return {
    id: newest.group,
    lane: newest.lane,
    title: newest.title,
    at: own[0]?.at ?? newest.at,
    rows: own.reduce((sum, { rows }) => sum + rows, 0),
    reason: isOpen ? null : (own[0]?.reason ?? null),
    mutationIds: ids,
  };
}
