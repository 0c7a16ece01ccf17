import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
  ENGINES,
  ENGINE_HOSTS,
  MISSED_RUN_POLICIES,
  RUN_STATUSES,
  RUN_TRIGGERS,
} from '../domain/vocabulary/engines.ts';
import {
  createdAt,
  currency,
  id,
  instant,
  minorUnits,
  scopeIndex,
  scopeOrAgency,
  updatedAt,
} from './columns.ts';

export const engineName = pgEnum('engine_name', ENGINES);
export const engineHost = pgEnum('engine_host', ENGINE_HOSTS);
export const runTrigger = pgEnum('run_trigger', RUN_TRIGGERS);
export const runStatus = pgEnum('run_status', RUN_STATUSES);
export const missedRunPolicy = pgEnum('missed_run_policy', MISSED_RUN_POLICIES);

export const engine_runs = pgTable(
  'engine_runs',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    engine: engineName('engine').notNull(),
    engine_version: text('engine_version').notNull(),
    host: engineHost('host').notNull(),
    trigger: runTrigger('trigger').notNull(),
    client_id: uuid('client_id'),
    status: runStatus('status').notNull().default('queued'),
    /** Work done and work known, in the engine's own unit (rows, clients, documents). */
    progress_done: integer('progress_done').notNull().default(0),
    progress_total: integer('progress_total'),
    input: jsonb('input').$type<Record<string, unknown>>().notNull().default({}),
    output: jsonb('output').$type<Record<string, unknown>>(),
    error_code: text('error_code'),
    model: text('model'),
    tokens_in: integer('tokens_in').notNull().default(0),
    tokens_out: integer('tokens_out').notNull().default(0),
    cost_minor: minorUnits('cost_minor').notNull().default(0),
    currency: currency(),
    attempt: integer('attempt').notNull().default(1),
    retry_of: uuid('retry_of'),
    requested_by: uuid('requested_by'),
    started_at: instant('started_at'),
    finished_at: instant('finished_at'),
    created_at: createdAt(),
  },
  (t) => [
    scopeIndex('engine_runs', t.scope_client_id),
    index('engine_runs_engine_idx').on(t.engine, t.created_at),
  ],
);

export const engine_steps = pgTable(
  'engine_steps',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    run_id: uuid('run_id')
      .notNull()
      .references(() => engine_runs.id),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    status: runStatus('status').notNull().default('queued'),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    error_code: text('error_code'),
    started_at: instant('started_at'),
    finished_at: instant('finished_at'),
  },
  (t) => [
    scopeIndex('engine_steps', t.scope_client_id),
    index('engine_steps_run_idx').on(t.run_id, t.position),
  ],
);

export const schedules = pgTable(
  'schedules',
  {
    id: id(),
    scope_client_id: scopeOrAgency(),
    engine: engineName('engine').notNull(),
    client_id: uuid('client_id'),
    /** Five fields, evaluated in `time_zone`. */
    cron: text('cron').notNull(),
    time_zone: text('time_zone').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    missed_run_policy: missedRunPolicy('missed_run_policy').notNull().default('run_once'),
    last_run_at: instant('last_run_at'),
    next_run_at: instant('next_run_at'),
    created_at: createdAt(),
    updated_at: updatedAt(),
  },
  (t) => [scopeIndex('schedules', t.scope_client_id)],
);
