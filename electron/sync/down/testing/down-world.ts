/**
 * A device and a server under random conditions, with the promise held against every state that becomes visible: what
 * the device shows of mutations is always the scope's view of some prefix of the commits.
 */
import { isSyncedTable } from '../../../../shared/schema/registry.ts';
import type { TextRow } from '../../../replica/types.ts';
import { DEVICE, TABLES, desk } from './desk.ts';

export type RandomWrite = {
  readonly table: 'leads' | 'notes' | 'clients';
  readonly row: number;
  readonly client: 'a' | 'b' | null;
  readonly isDelete: boolean;
};

export type Fault = 'none' | 'network' | 'error' | 'truncated' | 'unavailable' | 'html';

export function downWorld() {
  const world = desk();
  const { central, server, replica, timers } = world;
  server.tokens.set('t', ['a']);
  const prefixes: string[] = [];
  let count = 0;
  let shown = 0;
  let problem: Error | null = null;
  let fault: { kind: Fault; every: number; delayMs: number } = { kind: 'none', every: 1, delayMs: 0 };
  let requests = 0;

  const isInScope = (row: TextRow): boolean =>
    row['scope_client_id'] === null || row['scope_client_id'] === 'a';
  const text = (
    of: (table: (typeof TABLES)[number]) => ReadonlyMap<string, TextRow>,
    withSql: boolean,
  ): string =>
    JSON.stringify(
      TABLES.map((table) => {
        const rows = [...of(table)].filter(
          ([id, row]) => isInScope(row) && (withSql || !id.startsWith('sql')),
        );
        // Barriers are written by whoever loads; they cover nothing.
        return rows
          .filter(([id]) => table !== 'commits' || id.startsWith('t'))
          .map(([id, row]) => `${table}/${id}/${row['value'] ?? ''}`)
          .toSorted();
      }),
    );
  const record = (): void => void prefixes.push(text(central.rows, false));
  record();

  let isDying = false;
  replica.onVisible = () => {
    if (isDying) replica.kill();
    isDying = false;
    const seen = text(replica.rows, false);
    const index = prefixes.findIndex((prefix, at) => at >= shown && prefix === seen);
    if (index >= 0) shown = index;
    else problem ??= new Error(`no prefix of the commits looks like ${seen}`);
  };

  server.intercept = async (_url, { signal }) => {
    requests += 1;
    const { kind, every, delayMs } = fault;
    if (delayMs > 0) {
      await new Promise<void>((resolve, reject) => {
        const timer = timers.setTimeout(resolve, (requests * 7) % delayMs);
        signal?.addEventListener('abort', () => {
          timers.clearTimeout(timer);
          reject(signal.reason);
        });
      });
    }
    if (requests % every !== 0) return null;
    if (kind === 'network') throw new TypeError('fetch failed');
    if (kind === 'error') return new Response('{}', { status: 500 });
    if (kind === 'unavailable') return new Response('', { status: 503 });
    if (kind === 'html') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    return null;
  };
  server.mangle = async (_url, response) => {
    if (fault.kind !== 'truncated' || requests % fault.every !== 0 || response.status !== 200)
      return response;
    const body = await response.text();
    return new Response(body.slice(0, (requests * 13) % Math.max(1, body.length)), response);
  };

  const start = (): void => {
    world.start({ scope: 'a', actor: { userId: 'u', role: 'account_manager', clientIds: ['a'] } });
  };
  return {
    start,
    write: (writes: readonly RandomWrite[], covered: boolean): void => {
      count += 1;
      const prepared = writes.map(({ table, row, client, isDelete }) => {
        const id = covered ? `r${row}` : `sql${row}`;
        return { table, id, row: isDelete ? null : { id, scope_client_id: client, value: `${count}` } };
      });
      const clients = new Set<string | null>();
      for (const { table, id, row } of prepared) {
        if (row) clients.add(row.scope_client_id);
        const before = isSyncedTable(table) ? central.rows(table).get(id) : undefined;
        if (before) clients.add(before['scope_client_id'] ?? null);
      }
      const [only] = clients;
      const client = clients.size === 1 && typeof only === 'string' ? { client: only } : {};
      const named = [...new Set(prepared.map(({ table }) => table)), 'lead_verifications'];
      if (covered) central.write(prepared, { id: `t${count}`, deviceId: DEVICE, tables: named, ...client });
      else central.write(prepared);
      record();
      server.announce();
    },
    setFault: (next: { kind: Fault; every: number; delayMs: number }): void => {
      fault = next;
    },
    invalidate: server.invalidate,
    advance: timers.advance,
    wake: world.wake,
    restart: async (): Promise<void> => {
      await world.kill();
      start();
    },
    /** The process dies at its next write: before it is made, or just after. */
    dieAtNextWrite: (isBefore: boolean): void => {
      if (!isBefore) {
        isDying = true;
        return;
      }
      replica.onWrite = () => {
        replica.onWrite = () => undefined;
        replica.kill();
        throw new Error('killed');
      };
    },
    end: async (): Promise<{ problem: Error | null; replica: string; central: string }> => {
      fault = { kind: 'none', every: 1, delayMs: 0 };
      replica.onWrite = () => undefined;
      isDying = false;
      await world.kill();
      start();
      await timers.advance(120_000);
      await world.stop();
      return { problem, replica: text(replica.rows, true), central: text(central.rows, true) };
    },
  };
}
