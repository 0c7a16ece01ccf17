/** A store in memory that keeps what the replica's would: rows, positions, staging; and that can fail or die. */
import { SCHEMA_VERSION, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import type { Cut, ReplicaState, ReplicaSync, ServerChange, TextRow } from '../../../replica/types.ts';

export type MemoryReplica = {
  /** The store as one process sees it. After `kill` that process's calls are refused and change nothing. */
  readonly attach: () => ReplicaSync;
  readonly kill: () => void;
  readonly rows: (table: SyncedTableName) => ReadonlyMap<string, TextRow>;
  readonly state: () => ReplicaState;
  readonly cuts: Cut[];
  /** Called after each change of what is visible. */
  onVisible: () => void;
  /** Called before each write; throws to make it fail. */
  onWrite: (what: 'cut' | 'stage' | 'finish' | 'begin' | 'restart' | 'drop') => void;
  readonly largestStage: () => number;
  /** LSN of the last cut, written or not. */
  readonly toldLsn: () => string;
};

const FRESH: ReplicaState = {
  complete: false,
  schemaVersion: SCHEMA_VERSION,
  epoch: null,
  scope: null,
  lsn: '0',
  asOf: null,
  positions: [],
};

type Rows = Map<SyncedTableName, Map<string, TextRow>>;

function tableOf(rows: Rows, table: SyncedTableName): Map<string, TextRow> {
  const found = rows.get(table) ?? new Map<string, TextRow>();
  rows.set(table, found);
  return found;
}

function applyChange(rows: Rows, { table, op, id, row }: ServerChange): void {
  const target = tableOf(rows, table);
  if (op === 'delete') target.delete(id);
  else if (op === 'insert') target.set(id, row);
  else if (target.has(id)) target.set(id, { ...target.get(id), ...row });
  else throw new Error(`an update of ${table} ${id}, which is not there`);
}

export function memoryReplica(): MemoryReplica {
  let rows: Rows = new Map();
  let state = FRESH;
  let process = 0;
  let largest = 0;
  let told = '0';

  const remember = (cut: Cut): void => {
    const positions = new Map(state.positions.map((position) => [position.table, position]));
    for (const position of cut.positions) positions.set(position.table, position);
    state = { ...state, lsn: cut.lsn, asOf: cut.asOf ?? state.asOf, positions: [...positions.values()] };
    replica.cuts.push(cut);
  };

  const attach = (): ReplicaSync => {
    process += 1;
    const own = process;
    const write = async <T>(what: Parameters<MemoryReplica['onWrite']>[0], work: () => T): Promise<T> => {
      await Promise.resolve();
      if (own !== process) throw new Error('the process is dead');
      replica.onWrite(what);
      const result = work();
      await Promise.resolve();
      return result;
    };
    return {
      state: () => Promise.resolve(state),
      applyCut: async (cut) => {
        told = cut.lsn;
        // As the real one: when only time has passed, nothing is written.
        if (cut.changes.length + cut.positions.length + cut.arrived.length === 0) return;
        await write('cut', () => {
          for (const change of cut.changes) applyChange(rows, change);
          remember(cut);
          replica.onVisible();
        });
      },
      dropClients: (keep) =>
        write('drop', () => {
          for (const table of rows.values()) {
            for (const [id, row] of table) {
              const client = row['scope_client_id'] ?? null;
              if (keep !== 'all' && client !== null && !keep.includes(client)) table.delete(id);
            }
          }
        }),
      beginLoad: (tables) =>
        write('begin', () => {
          const staging: Rows = new Map(tables.map((table) => [table, new Map()]));
          return {
            stage: (table, batch) =>
              write('stage', () => {
                largest = Math.max(largest, batch.length);
                for (const row of batch) staging.get(table)?.set(row['id'] ?? '', row);
              }),
            restart: (table) => write('restart', () => staging.get(table)?.clear()).then(() => undefined),
            abandon: () => write('restart', () => staging.clear()),
            finish: ({ cut, scope, epoch }) =>
              write('finish', () => {
                const next: Rows = new Map(rows);
                for (const [table, staged] of staging) next.set(table, staged);
                for (const change of cut.changes) applyChange(next, change);
                rows = next;
                const others = state.positions.filter(({ table }) => !staging.has(table));
                state = {
                  ...state,
                  complete: true,
                  schemaVersion: SCHEMA_VERSION,
                  scope,
                  epoch,
                  positions: others,
                };
                remember(cut);
                replica.onVisible();
              }),
          };
        }),
    };
  };
  const replica: MemoryReplica = {
    attach,
    kill: () => {
      process += 1;
    },
    rows: (table) => tableOf(rows, table),
    state: () => state,
    cuts: [],
    onVisible: () => undefined,
    onWrite: () => undefined,
    largestStage: () => largest,
    toldLsn: () => told,
  };
  return replica;
}
