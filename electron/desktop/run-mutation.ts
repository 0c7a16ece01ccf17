import { AppError } from '../../shared/kernel/app-error.ts';
import type { ErrorCode } from '../../shared/kernel/app-error.ts';
import { uuidV7 } from '../../shared/kernel/ids.ts';
import type { RandomBytes } from '../../shared/kernel/ids.ts';
import { isoInstant } from '../../shared/kernel/time.ts';
import type { Clock } from '../../shared/kernel/time.ts';
import type { Actor, Expected } from '../../shared/mutations/define.ts';
import type { MutationRegistry } from '../../shared/mutations/registered.ts';
import { unknownVersion } from '../../shared/mutations/registered.ts';
import type { AppliedHere, LocalMutation, ReplicaClient } from '../replica/types.ts';
import type { Outbox } from '../sync/outbox/outbox.ts';
import type { MutationRecord } from '../sync/outbox/record.ts';
import type { Memory, WayBack } from './undo/remember.ts';
import { rememberedOf } from './undo/remember.ts';
import type { Remembered } from './undo/remembered.ts';

export type MutationParties = {
  readonly outbox: Outbox;
  readonly replica: Pick<ReplicaClient, 'applyLocal' | 'dropLocal' | 'read'>;
  readonly registry: MutationRegistry;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Something may be sent. */
  readonly kick: () => void;
  /** The replica may have missed a change that is saved. */
  readonly resync: () => void;
  /** Keeps what is needed to take a change back. */
  readonly remember: (one: Remembered, isNew: boolean) => void;
};

export type MutationCall = {
  readonly name: string;
  readonly args: unknown;
  readonly expected?: Expected | undefined;
  /** Version the arguments were written in; the registry's own when left out. */
  readonly version?: number;
  /** Permission and arguments were checked before, off this thread. */
  readonly isChecked?: boolean;
  /** A new one when left out. An id that the outbox knows is not run again. */
  readonly id?: string;
  /** How it is remembered for Undo; on its own, in the mutation's words, when left out. */
  readonly memory?: Memory | undefined;
};

export type Saved = {
  readonly mutationId: string;
  readonly seq: number;
  /** Null for what changed nothing here or is a part of another action. */
  readonly undo: WayBack | null;
};

/**
 * Saves a change here: checked, durable in the outbox, applied to the replica. Only then may it be sent. Throws what
 * the mutation throws to refuse (nothing is kept then), `forbidden`, `invalid_input`, `disk_full`, `disk_unwritable`.
 */
export async function runMutation(parties: MutationParties, call: MutationCall): Promise<Saved> {
  const { outbox, clock } = parties;
  const known = call.id === undefined ? undefined : outbox.find(call.id);
  if (known) return { mutationId: known.id, seq: known.seq, undo: null };
  const version = checked(parties, call);
  const record = await outbox.append(
    {
      id: call.id ?? uuidV7(clock.now(), parties.randomBytes),
      name: call.name,
      version,
      args: call.args ?? null,
      expected: call.expected ?? {},
      at: isoInstant(clock.now()),
    },
    { hold: true },
  );
  const applied = await applyHere(parties, record);
  outbox.release(record.id);
  parties.kick();
  return {
    mutationId: record.id,
    seq: record.seq,
    undo: keepWayBack(parties, record, applied, call.memory ?? {}),
  };
}

function keepWayBack(
  { remember, actor }: MutationParties,
  record: MutationRecord,
  applied: AppliedHere | null,
  memory: Memory,
): WayBack | null {
  const one = rememberedOf(record, actor.userId, applied, memory);
  if (!one) return null;
  remember(one, memory.lane === undefined);
  return { group: one.group, reason: one.reason };
}

/** The version to write; throws for what is certain to be refused. */
function checked({ registry, actor }: MutationParties, call: MutationCall): number {
  const mutation = registry.mutationByName(call.name);
  if (!mutation) throw unknownVersion(call.name, call.version ?? 1);
  const version = call.version ?? mutation.version;
  if (call.isChecked === true) return version;
  const prepared = mutation.prepare(call.args, version);
  const isInScope =
    prepared.scope === null || actor.clientIds === 'all' || actor.clientIds.has(prepared.scope);
  if (!isInScope || !prepared.permitted(actor)) {
    throw new AppError('forbidden', `${call.name} is not permitted`, {
      hint: isInScope
        ? 'Your role does not allow this change.'
        : 'You do not look after this client (any more).',
    });
  }
  return version;
}

/** Faults of the replica's process, not of the change: it is durable, and the replica gets it when it is back. */
const REPLICA_FAULTS: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'timeout',
  'cancelled',
  'corrupt',
  'locked',
  'offline',
]);

async function applyHere(
  { outbox, replica, kick, resync }: MutationParties,
  record: MutationRecord,
): Promise<AppliedHere | null> {
  try {
    const applied = await replica.applyLocal(localMutation(record));
    outbox.noteEffect(record.id, applied);
    return applied;
  } catch (cause) {
    const error = AppError.from(cause);
    if (REPLICA_FAULTS.has(error.code)) {
      resync();
      return null;
    }
    // If even that cannot be written, the server decides the same.
    await outbox.cancel(record.id, error.hint).catch(() => outbox.release(record.id));
    kick();
    throw error;
  }
}

export function localMutation({ kind: _kind, ...mutation }: MutationRecord): LocalMutation {
  return mutation;
}
