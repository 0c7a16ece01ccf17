/**
 * Takes back what a person did: the last fifty actions of one account, with new mutations that go through the outbox like
 * any other. What takes something back is remembered, too, so that it can be made again.
 *
 * Law: it overwrites nothing that was changed since, as far as this device knows; what it cannot know the server decides
 * by the merge policies, because each step carries what the action had made of the rows.
 */
import type { UndoEntry, UndoResult, UndoView } from '../../../shared/contracts/desktop/undo.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { uuidV7 } from '../../../shared/kernel/ids.ts';
import type { UndoPlan, UndoStep } from '../../../shared/mutations/undo/plan.ts';
import { noWay } from '../../../shared/mutations/undo/plan.ts';
import { planUndo } from '../../../shared/mutations/undo/kinds.ts';
import type { Log } from '../ports.ts';
import type { MutationParties } from '../run-mutation.ts';
import { runMutation } from '../run-mutation.ts';
import type { Action } from './history.ts';
import { createHistory } from './history.ts';
import { presentRows } from './present-rows.ts';
import type { Lane, Remembered } from './remembered.ts';
import { LANES, markOf } from './remembered.ts';
import type { UndoFiles } from './undo-files.ts';

export type UndoDesk = {
  /** `isNew`: what was taken back before it cannot be made again any more. */
  readonly remember: (one: Remembered, isNew: boolean) => void;
  /** A change is being made: an Undo that comes meanwhile waits for it, because it is meant. */
  readonly during: <T>(change: Promise<T>) => Promise<T>;
  /** It never took effect, or the person put it away. */
  readonly forget: (mutationId: string) => void;
  /**
   * Takes back the newest action, or the named one; with lane `redo`, makes again what was taken back. Throws `not_found`
   * when there is none, `precondition_failed` when it has no way back, and what its mutations throw.
   */
  readonly takeBack: (parties: MutationParties, lane: Lane, group?: string) => Promise<UndoResult>;
  /** Resolves when what was remembered before is there and what is remembered now is written. */
  readonly settled: () => Promise<void>;
};

export type UndoDeskOptions = {
  readonly files: UndoFiles;
  readonly log: Log;
  readonly onChange: (view: UndoView) => void;
};

export function openUndoDesk({ files, log, onChange }: UndoDeskOptions): UndoDesk {
  const history = createHistory();
  /** Reading, writing and forgetting, in the order in which they were asked for. */
  let chain: Promise<unknown> = Promise.resolve();
  let taking: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<unknown>>();

  function later(work: () => Promise<unknown>): void {
    chain = chain.then(work).catch((cause: unknown) => {
      log.warn('an action could not be remembered', { code: AppError.from(cause).code });
    });
  }

  function removeAll(ids: readonly string[]): Promise<unknown> {
    return Promise.all(ids.map(files.remove));
  }

  async function load(): Promise<void> {
    const kept: Remembered[] = [];
    for (const id of await files.list()) {
      const one = await files.read(id);
      if (one) kept.push(one);
      else await files.remove(id);
    }
    const inOrder = kept.toSorted((left, right) => (left.id < right.id ? -1 : 1));
    for (const one of inOrder) await removeAll(history.add(markOf(one)));
    onChange(view());
  }

  function view(): UndoView {
    return { undo: entryOf(history.find('undo')), redo: entryOf(history.find('redo')) };
  }

  async function add(one: Remembered, isNew: boolean): Promise<void> {
    const forgotten = [...(isNew ? history.clear('redo') : []), ...history.add(markOf(one))];
    onChange(view());
    await files.write(one);
    await removeAll(forgotten);
  }

  function forget(id: string): void {
    later(async () => {
      history.forget(id);
      onChange(view());
      await files.remove(id);
    });
  }

  async function takeBackNow(parties: MutationParties, lane: Lane, group?: string): Promise<UndoResult> {
    await Promise.allSettled(underWay);
    await chain;
    const action = history.find(lane, group);
    if (!action) throw nothingThere(lane, group);
    if (action.reason !== null) {
      // Said once; the next Undo is about the action before.
      for (const id of action.mutationIds) forget(id);
      await chain;
      throw stays(action.title, action.reason);
    }
    return makeSteps(parties, action);
  }

  async function makeSteps(parties: MutationParties, action: Action): Promise<UndoResult> {
    const { title } = action;
    const group = uuidV7(parties.clock.now(), parties.randomBytes);
    const other = LANES.find((lane) => lane !== action.lane) ?? 'undo';
    let [rows, left] = [0, 0];
    let reason: string | null = null;
    for (const id of action.mutationIds.toReversed()) {
      const one = await files.read(id);
      const plan = one ? await planFor(parties, one) : noWay('It is not remembered any more.');
      if (plan.kind === 'none') {
        reason ??= plan.reason;
        left += one?.rows ?? 0;
      } else {
        const lane = one?.change.kind === 'discarded' ? 'undo' : other;
        for (const step of plan.steps) await make(parties, id, step, { group, title, lane });
        rows += plan.rows;
        left += plan.left;
      }
      forget(id);
    }
    await chain;
    if (rows === 0 && reason !== null) throw stays(title, reason);
    return { title, rows, left };
  }

  async function make(
    parties: MutationParties,
    id: string,
    step: UndoStep & { readonly version?: number },
    memory: { readonly group: string; readonly title: string; readonly lane: Lane },
  ): Promise<void> {
    try {
      await runMutation(parties, { ...step, memory });
    } catch (cause) {
      const error = AppError.from(cause);
      // A refusal would be the same the next time; a full disk or a missing replica would not.
      if (!error.retryable && !error.code.startsWith('disk')) forget(id);
      throw error;
    }
  }

  later(load);
  return {
    remember: (one, isNew) => later(() => add(one, isNew)),
    during: (change) => {
      const over = (): boolean => underWay.delete(change);
      underWay.add(change);
      change.then(over, over);
      return change;
    },
    forget,
    takeBack: (parties, lane, group) => {
      const mine = taking.then(() => takeBackNow(parties, lane, group));
      taking = mine.catch(() => undefined);
      return mine;
    },
    settled: async () => {
      await taking;
      await chain;
    },
  };
}

async function planFor(parties: MutationParties, { id, change, rows }: Remembered): Promise<UndoPlan> {
  if (change.kind === 'discarded') return { kind: 'steps', steps: [change], rows, left: 0 };
  if (parties.outbox.find(id)?.phase === 'rejected')
    return noWay('The server did not accept it, so there is nothing to take back.');
  const done = { name: change.name, args: change.args, userId: change.user_id, rows: change.rows };
  return planUndo(done, await presentRows(parties.replica, done.rows));
}

function entryOf(action: Action | undefined): UndoEntry | null {
  if (!action) return null;
  const { id, title, at, rows, reason } = action;
  return { id, title, at, rows, reason };
}

function nothingThere(lane: Lane, group: string | undefined): AppError {
  const newest = lane === 'undo' ? 'There is nothing to undo.' : 'There is nothing to make again.';
  return new AppError('not_found', `no action to ${lane}`, {
    hint: group === undefined ? newest : 'This action was taken back already, or is too long ago.',
  });
}

function stays(title: string, reason: string): AppError {
  return new AppError('precondition_failed', 'the action has no way back', { hint: `${title}: ${reason}` });
}
