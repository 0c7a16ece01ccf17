/** A store in memory that keeps what the replica's would: rows, positions, staging; and that can fail or die. */
import { SCHEMA_VERSION, type SyncedTableName } from '../../../../shared/schema/registry.ts';
import type {
  Cut,
  ReplicaState,
  ReplicaSync,
  ServerChange,
  StagedLoad,
  TextRow,
} from '../../../replica/types.ts';
import { textRows } from './copied-rows.ts';

export type WriteKind = 'cut' | 'stage' | 'finish' | 'begin' | 'restart' | 'drop';

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
  onWrite: (what: WriteKind) => void;
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
    replica.onVisible();
  };
  const writeOf = (own: number): Write => {
    return async (what, work) => {
      await Promise.resolve();
      if (own !== process) throw new Error('the process is dead');
      replica.onWrite(what);
      work();
      await Promise.resolve();
    };
  };
  const show: Show = (staging, { cut, scope, epoch }) => {
    const next: Rows = new Map([...rows, ...staging]);
    for (const change of cut.changes) applyChange(next, change);
    rows = next;
    state = { ...state, complete: true, schemaVersion: SCHEMA_VERSION, scope, epoch };
    remember(cut);
  };
  const attach = (): ReplicaSync => {
    process += 1;
    const write = writeOf(process);
    return {
      state: () => Promise.resolve(state),
      applyCut: async (cut) => {
        told = cut.lsn;
        // As the real one: when only time has passed, nothing is written.
        if (cut.changes.length + cut.positions.length + cut.arrived.length === 0) return;
        await write('cut', () => {
          for (const change of cut.changes) applyChange(rows, change);
          remember(cut);
        });
      },
      dropClients: (keep) =>
        write('drop', () => {
          dropClients(rows, keep);
          if (keep !== 'all') state = { ...state, scope: null };
        }),
      beginLoad: async (tables) => {
        await write('begin', () => undefined);
        return stagedLoad(tables, write, show, (size) => (largest = Math.max(largest, size)));
      },
    };
  };
  const replica: MemoryReplica = {
    attach,
    kill: () => void (process += 1),
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

type Write = (what: WriteKind, work: () => void) => Promise<void>;
type Show = (staging: Rows, input: Parameters<StagedLoad['finish']>[0]) => void;

function stagedLoad(
  tables: readonly SyncedTableName[],
  write: Write,
  show: Show,
  onStage: (size: number) => void,
): StagedLoad {
  const staging: Rows = new Map(tables.map((table) => [table, new Map()]));
  return {
    stage: (table, batch) =>
      write('stage', () => {
        const rows = textRows(batch);
        onStage(rows.length);
        for (const row of rows) staging.get(table)?.set(row['id'] ?? '', row);
      }),
    restart: (table) => write('restart', () => staging.get(table)?.clear()),
    abandon: () => write('restart', () => staging.clear()),
    finish: (input) => write('finish', () => show(staging, input)),
  };
}

function dropClients(rows: Rows, keep: 'all' | readonly string[]): void {
  for (const table of rows.values()) {
    for (const [id, row] of table) {
      const client = row['scope_client_id'] ?? null;
      if (keep !== 'all' && client !== null && !keep.includes(client)) table.delete(id);
    }
  }
}
