/**
 * The embedded shape service: the Electric HTTP protocol over logical replication of one Postgres database.
 * It owns a replication slot, a publication and one Postgres schema; it never writes a row of anybody else's table.
 * Law: nothing is shown before it is stored, and nothing is confirmed to Postgres before it is durable.
 */
import { errorText } from '../../shared/kernel/app-error.ts';
import { restoreHandles } from './handles/restore.ts';
import { createHandler, type ShapeHandler } from './http/handler.ts';
import type { HealthStatus } from './http/replies.ts';
import type { Lsn } from './log/lsn.ts';
import { runMaintenance, type MaintenanceReport } from './maintenance.ts';
import { quoteIdentifier } from './names/identifier.ts';
import { parseShapeOptions, type ShapeLogger, type ShapeOptionsInput } from './options.ts';
import { createParts, type Parts } from './parts.ts';
import { createEngine, type Engine } from './replication/engine.ts';
import { createLagAlarm } from './replication/lag-alarm.ts';
import { createSession } from './replication/session.ts';
import { dropSlot } from './replication/slot.ts';
import { resolveShape } from './shape/resolve.ts';

export type ShapeServiceInput = {
  readonly connectionString: string;
  /** Postgres schema of the service's own tables; its name also tells its slot from that of another service. */
  readonly schemaName?: string;
  readonly log?: ShapeLogger;
  readonly options?: ShapeOptionsInput;
};

export type ShapeMetrics = {
  readonly shapes: number;
  /** Long polls and event streams held open. */
  readonly waiting: number;
  readonly transactions: number;
  readonly slotLagBytes: number;
  /** The slot holds back more than `warnSlotLagBytes`. */
  readonly isLagging: boolean;
  readonly restarts: number;
};

export type ShapeService = {
  /** Begins replication and resolves when everything committed so far can be served. */
  readonly start: () => Promise<void>;
  /** Answers whoever waits, stops replication and closes every connection; safe to call twice. The slot stays for the next start. */
  readonly stop: () => Promise<void>;
  /** Answers a request; with a definition only offset, handle, live, cursor, replica, log and SSE are the client's. */
  readonly handle: ShapeHandler;
  /** Every transaction at or below this position has been stored and can be read. */
  readonly frontier: () => Lsn;
  readonly health: () => HealthStatus;
  readonly metrics: () => ShapeMetrics;
  /** One round of pruning and watching, which also runs by itself. */
  readonly maintain: () => Promise<MaintenanceReport>;
};

const SILENT: ShapeLogger = { info: () => undefined, warn: () => undefined };
const DEFAULT_SCHEMA = 'xg_shapes';

/** @throws AppError `invalid_input` for a bad option. Connects to nothing before `start`. */
export function createShapeService(input: ShapeServiceInput): ShapeService {
  const options = parseShapeOptions(input.options);
  const log = input.log ?? SILENT;
  const parts = createParts(input.connectionString, input.schemaName ?? DEFAULT_SCHEMA, options);
  const { registry, tail, names } = parts;
  const alarm = createLagAlarm({
    slot: names.slot,
    limitBytes: options.warnSlotLagBytes,
    giveUpBytes: options.maxSlotLagBytes,
    log,
  });
  const stopping = new AbortController();
  const read = new Set<string>();
  let transactions = 0;
  let slotLagBytes = 0;
  let stopped: Promise<void> | undefined;

  const engine = createEngine(
    (events) => createEngineSession(input, parts, log, events, () => (transactions += 1)),
    log,
  );
  const handle = createHandler({
    ...parts,
    options,
    nowMs: Date.now,
    random: Math.random,
    stopping: stopping.signal,
    onRead: (one) => read.add(one.id),
    health: engine.health,
    whenReady: () => engine.whenReady(options.readyTimeoutMs),
    resolve: (definition, modes, isFirst) =>
      resolveShape(definition, modes, isFirst ? parts.catalog.findNow : parts.catalog.find),
    endHandles: async (ids) => {
      registry.end(ids);
      await parts.store.remove(ids);
    },
    onFault: (cause) => log.warn({ reason: errorText(cause) }, 'a shape request failed'),
  });
  const maintain = async (): Promise<MaintenanceReport> => {
    const report = await runMaintenance({
      ...parts,
      slot: names.slot,
      options,
      log,
      takeRead: () => {
        const ids = [...read];
        read.clear();
        return ids;
      },
      abandonSlot: (reason) => abandonSlot(parts, engine, log, reason),
    });
    ({ slotLagBytes } = report);
    alarm.observe(slotLagBytes);
    return report;
  };
  const timer = createRounds(options.maintenanceMs, engine, maintain, log);

  return {
    handle,
    maintain,
    start: async () => {
      timer.start();
      await engine.start();
    },
    stop: () => {
      stopping.abort();
      timer.stop();
      stopped ??= engine.stop().then(() => closeParts(parts));
      return stopped;
    },
    frontier: tail.frontier,
    health: engine.health,
    metrics: () => ({
      shapes: registry.all().length,
      waiting: tail.listeners(),
      transactions,
      slotLagBytes,
      isLagging: alarm.isRaised(),
      restarts: engine.restarts(),
    }),
  };
}

async function closeParts(parts: Parts): Promise<void> {
  try {
    await parts.factory.settle();
    if (parts.options.isTemporary) await removeTraces(parts);
  } finally {
    await parts.close();
  }
}

/** Leaves the database as it was found. */
async function removeTraces({ database, names, schemaName }: Parts): Promise<void> {
  await dropSlot(database, names.slot);
  await database.query(`drop publication if exists ${quoteIdentifier(names.publication)}`);
  await database.query(`drop schema if exists ${quoteIdentifier(schemaName)} cascade`);
}

function createEngineSession(
  input: ShapeServiceInput,
  parts: Parts,
  log: ShapeLogger,
  events: { readonly onWaiting: () => void; readonly onCaughtUp: () => void },
  onTransaction: () => void,
): ReturnType<typeof createSession> {
  const { registry, store, tail, pruning, catalog, logLife } = parts;
  return createSession({
    ...parts,
    ...events,
    connectionString: input.connectionString,
    onTransaction,
    onReset: (reason) => {
      log.warn({ reason }, 'the change log begins anew and every client fetches again');
      logLife.lose();
      registry.end(registry.all().map((handle) => handle.id));
    },
    onState: async (state) => {
      logLife.goOn();
      tail.restore(state.lastStored, state.lastChanges);
      pruning.restore(state.prunedLsns);
      const count = await restoreHandles(store, registry, (definition, modes) =>
        resolveShape(definition, modes, catalog.find),
      );
      log.info({ shapes: count }, 'the shape service has its state');
    },
  });
}

async function abandonSlot(parts: Parts, engine: Engine, log: ShapeLogger, reason: string): Promise<void> {
  log.warn({ reason, slot: parts.names.slot }, 'the replication slot is replaced');
  await dropSlot(parts.database, parts.names.slot);
  await engine.restart();
}

type Rounds = { readonly start: () => void; readonly stop: () => void };

/** Maintenance now and then, never two rounds at once, only while the service is active. */
function createRounds(
  everyMs: number,
  engine: Engine,
  maintain: () => Promise<unknown>,
  log: ShapeLogger,
): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  return {
    start: () => {
      timer ??= setInterval(() => {
        if (isBusy || engine.health() !== 'active') return;
        isBusy = true;
        maintain()
          .catch((cause: unknown) => log.warn({ reason: errorText(cause) }, 'a maintenance round failed'))
          .finally(() => (isBusy = false));
      }, everyMs);
    },
    stop: () => clearInterval(timer),
  };
}
