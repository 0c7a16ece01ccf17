/** A shape service on a database of its own, with the clean-up a test needs. */
import { Client } from 'pg';
import type { ShapeOptionsInput } from '../../../sync-server/shapes/options.ts';
import { createShapeService, type ShapeService } from '../../../sync-server/shapes/service.ts';
import { createTestDatabase } from '../../support/postgres.ts';

export type ServiceUnderTest = {
  readonly url: string;
  readonly service: () => ShapeService;
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** Answers a request, after a restart that is under way, as a client that cannot connect tries again. */
  readonly handle: (request: Request) => Promise<Response>;
  /** One request by path and query, as it stands in captures. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Stops the service and starts another one on the same database. */
  readonly restart: (whileDown?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startServiceUnderTest(options: ShapeOptionsInput = {}): Promise<ServiceUnderTest> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  // Throw-away clusters commit lazily, and only flushed log is replicated.
  await client.query('set synchronous_commit = on');
  const start = async (): Promise<ShapeService> => {
    const made = createShapeService({
      connectionString: database.url,
      options: { longPollMs: 1_000, maintenanceMs: 3_600_000, ...options },
    });
    await made.start();
    return made;
  };
  let service = await start();
  let restarting: Promise<void> = Promise.resolve();
  const restart = async (whileDown?: () => Promise<void>): Promise<void> => {
    await service.stop();
    await whileDown?.();
    service = await start();
  };
  return {
    url: database.url,
    service: () => service,
    sql: async (text, values) => {
      const result: unknown = await client.query(text, values === undefined ? [] : [...values]);
      const last: unknown = Array.isArray(result) ? result.at(-1) : result;
      return (last as { rows: Record<string, unknown>[] }).rows;
    },
    ask: (path, init) => service.handle(new Request(new URL(encodePath(path), 'http://shapes.test'), init)),
    handle: async (request) => {
      await restarting;
      return service.handle(request);
    },
    restart: (whileDown) => {
      restarting = restart(whileDown);
      return restarting;
    },
    close: async () => {
      await service.stop();
      await client.end();
      await database.drop();
    },
  };
}

/** Captures show queries unencoded; `&` separates only before a parameter name. */
function encodePath(path: string): string {
  const [pathname, query] = splitOnce(path, '?');
  if (query === undefined) return pathname;
  const pairs = query
    .split(/&(?=[a-z_]+(?:\[\w*\])?=)/)
    .filter((pair) => pair !== '')
    .map((pair) =>
      splitOnce(pair, '=')
        .map((part) => encodeURIComponent(part ?? ''))
        .join('='),
    );
  return `${pathname}?${pairs.join('&')}`;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Waits until a request is held open by the service. */
export async function untilWaiting(service: ShapeService, count = 1): Promise<void> {
  while (service.metrics().waiting < count) await new Promise((resolve) => setTimeout(resolve, 2));
}
