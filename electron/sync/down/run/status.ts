import type { SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { ReplicaEvent } from '../../../replica/types.ts';
import type { Connection } from '../../connectivity/machine.ts';

type ShapesEvent = Extract<ReplicaEvent, { kind: 'shapes' }>;

/** What a person is told about receiving changes: the worst of connection, streams and store. */
export type Status = {
  readonly connection: (connection: Connection) => void;
  /** A stream was refused for good (a sentence), or is open again (null). */
  readonly refused: (table: SyncedTableName, reason: string | null) => void;
  /** A stream is being retried (a sentence), or goes through again (null). */
  readonly troubled: (table: SyncedTableName, reason: string | null) => void;
  /** The store does not take changes (a sentence), or does again (null). */
  readonly store: (reason: string | null) => void;
};

export function createStatus(initial: Connection, emit: (event: ReplicaEvent) => void): Status {
  let connection = initial;
  let store: string | null = null;
  const refused = new Map<SyncedTableName, string>();
  const troubled = new Map<SyncedTableName, string>();
  let last = '';

  const tell = (): void => {
    const [refusal] = refused.values();
    const [trouble] = troubled.values();
    const event = shapesEvent(connection, refusal ?? store, trouble ?? null);
    const text = JSON.stringify(event);
    if (text === last) return;
    last = text;
    emit(event);
  };
  const set = (map: Map<SyncedTableName, string>) => (table: SyncedTableName, reason: string | null) => {
    if (reason === null) map.delete(table);
    else map.set(table, reason);
    tell();
  };
  return {
    connection: (next) => {
      connection = next;
      tell();
    },
    refused: set(refused),
    troubled: set(troubled),
    store: (reason) => {
      store = reason;
      tell();
    },
  };
}

function shapesEvent(connection: Connection, blocked: string | null, trouble: string | null): ShapesEvent {
  const { state, reason } = connection;
  if (state === 'stopped') return { kind: 'shapes', state, reason };
  if (blocked !== null) return { kind: 'shapes', state: 'stopped', reason: blocked };
  if (state === 'signed_out')
    return { kind: 'shapes', state: 'connecting', reason: 'Renewing your sign-in.' };
  if (state === 'online' && trouble !== null) return { kind: 'shapes', state: 'connecting', reason: trouble };
  return { kind: 'shapes', state, reason };
}
