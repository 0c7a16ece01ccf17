import { AppError } from '../../kernel/app-error.ts';
import { SYNCED_TABLE_NAMES, type MutableTableName } from '../../schema/registry.ts';
import type { RawRow } from '../canonical.ts';
import type { Actor, Expected, ServerKnowledge, Side } from '../define.ts';
import type { StoreRecorder } from '../recorder.ts';
import { MUTATIONS } from '../registry/registry.ts';
import { parseRow } from '../row-json.ts';
import { prepareMutation, runMutation, type MutationRun } from '../runner.ts';
import { selectRows } from '../sql-text.ts';
import type { SqlExecutor } from '../store-state.ts';
import { testId } from './ids.ts';

export const NOW = '2026-11-24T09:00:00.000Z';
export const SYSTEM: Actor = { kind: 'system', userId: null, role: 'admin', clientIds: 'all' };

export type Step = {
  readonly name: string;
  readonly args: unknown;
  readonly actor?: Actor;
  readonly expected?: Expected;
  readonly version?: number;
};

export type StepOptions = {
  readonly executor: SqlExecutor;
  readonly side: Side;
  readonly number: number;
  readonly recorder?: StoreRecorder;
  readonly server?: ServerKnowledge;
};

/** Runs one mutation in a transaction of its own; rolls back and throws when it refuses. */
export async function runStep(step: Step, options: StepOptions): Promise<MutationRun> {
  const { executor } = options;
  await executor.query('begin', []);
  try {
    const request = { version: 1, expected: {}, ...step, id: testId(0xabc_000 + options.number) };
    const prepared = prepareMutation(MUTATIONS, request);
    const run = await runMutation(prepared, request, {
      executor,
      side: options.side,
      actor: step.actor ?? SYSTEM,
      deviceId: null,
      now: NOW,
      ...(options.recorder ? { recorder: options.recorder } : {}),
      ...(options.server ? { server: options.server } : {}),
    });
    await executor.query('commit', []);
    return run;
  } catch (cause) {
    await executor.query('rollback', []);
    throw cause;
  }
}

/** What a step came to, for comparing sides. */
export async function outcomeOf(step: Step, options: StepOptions): Promise<unknown> {
  return runStep(step, options).then(
    ({ outcome, effect, rows }) => ({ outcome, effect, rows }),
    (cause: unknown) => ({ code: AppError.from(cause).code, hint: AppError.from(cause).hint }),
  );
}

/** Every row of every synced table in canonical form. */
export async function allRows(executor: SqlExecutor): Promise<Record<string, readonly RawRow[]>> {
  const tables: Record<string, readonly RawRow[]> = {};
  for (const table of SYNCED_TABLE_NAMES) tables[table] = await tableRows(executor, table);
  return tables;
}

export async function tableRows(executor: SqlExecutor, table: MutableTableName): Promise<readonly RawRow[]> {
  const { rows } = await executor.query(selectRows(table, 'true', 't.id'), []);
  return rows.map((row) => parseRow(table, row['r']));
}
