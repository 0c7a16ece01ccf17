/**
 * The one place that makes changes visible: plans a cut, writes it, then forgets what it held. Cuts, and the showing of a
 * load, happen one after the other.
 */
import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Cut, ReplicaSession, ReplicaSync } from '../../../replica/types.ts';
import type { Load } from '../load/load.ts';
import { planCut, type CutPlan } from '../plan/cut-plan.ts';
import { afterPlan, makeCut } from '../plan/make-cut.ts';
import { maxLsn } from '../protocol/log-position.ts';
import { loadCut } from '../load/load-cut.ts';
import { buffersWithLoad, type Model } from './model.ts';
import type { Notifier } from './notifier.ts';
import type { Persist } from './persist.ts';

/** Bounds one transaction of the store; a cut ends at the next transaction's end. */
const CHANGES_PER_CUT = 5000;

export type CutterOptions = {
  readonly model: Model;
  readonly sync: ReplicaSync;
  readonly session: ReplicaSession;
  readonly persist: Persist;
  readonly signal: AbortSignal;
  readonly changed: Notifier;
  /** Tables that hold up what is next. */
  readonly onWanted: (wanted: ReadonlyMap<SyncedTableName, bigint>) => void;
  readonly onLoaded: () => void;
};

/** Makes the next cut, or shows the load; false when there is nothing to do for now. */
export type Cutter = () => Promise<boolean>;

export function createCutter(options: CutterOptions): Cutter {
  const { model, sync, session, persist, signal } = options;

  const note = (cut: Cut): void => {
    model.lsn = BigInt(cut.lsn);
    model.asOf = cut.asOf ?? model.asOf;
  };

  const applyNext = async (plan: CutPlan): Promise<void> => {
    const cut = makeCut(model.buffers, plan, session.deviceId, model.lsn);
    await persist.run(() => sync.applyCut(cut), signal);
    // More may have been received meanwhile, behind what was applied.
    model.buffers = afterPlan(model.buffers, plan);
    note(cut);
  };

  const show = async (load: Load, plan: CutPlan): Promise<boolean> => {
    const before = buffersWithLoad(model, load);
    const cut = loadCut(load, before, plan, { deviceId: session.deviceId, lastAsOf: model.asOf });
    const { scope, epoch } = session;
    load.beginShowing();
    if (!(await persist.once(() => load.staged.finish({ cut, scope, epoch }), signal))) {
      // What was staged cannot be relied on any more.
      model.mustReload = true;
      return false;
    }
    model.buffers = afterPlan(buffersWithLoad(model, load), plan);
    model.load = null;
    load.end();
    note(cut);
    options.onLoaded();
    options.changed.notify();
    return true;
  };

  return async () => {
    if (model.mustReload) return false;
    const { load } = model;
    const wanted = new Map<SyncedTableName, bigint>();
    const barrier = load?.barrier() ?? null;
    if (load && barrier !== null) {
      const plan = planCut(buffersWithLoad(model, load), { limit: Number.POSITIVE_INFINITY, barrier });
      if (hasPassed(model, load, barrier) && plan.upTo >= barrier) {
        return show(load, plan);
      }
      for (const [table, lsn] of plan.wanted) wanted.set(table, lsn);
    }
    const plan = planCut(model.buffers, { limit: CHANGES_PER_CUT });
    for (const [table, lsn] of plan.wanted) {
      if (!load?.tables.has(table)) wanted.set(table, maxLsn(lsn, wanted.get(table) ?? 0n));
    }
    model.plannedUpTo = plan.upTo;
    options.onWanted(wanted);
    // Passing of time alone is told too: a mutation whose commit is out of scope has arrived by its position.
    if (plan.changes.length === 0 && plan.upTo <= model.lsn) return false;
    await applyNext(plan);
    return true;
  };
}

function hasPassed(model: Model, load: Load, barrier: bigint): boolean {
  for (const { frontier } of buffersWithLoad(model, load).values()) {
    if (frontier < barrier) return false;
  }
  return true;
}
