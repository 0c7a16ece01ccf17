/**
 * A device and a server under random conditions, with the promise held against every state that becomes visible: what
 * the device shows of mutations is always the scope's view of some prefix of the commits.
 */
import type { TextRow } from '../../../replica/types.ts';
import { DEVICE, TABLES, desk } from './desk.ts';
import { injectFaults, NO_FAULT } from './faults.ts';

export type RandomWrite = {
  readonly table: 'leads' | 'notes' | 'clients';
  readonly row: number;
  readonly client: 'a' | 'b' | null;
  readonly isDelete: boolean;
};

export function downWorld() {
  const world = desk();
  const { central, server, replica, timers } = world;
  server.tokens.set('t', ['a']);
  const prefixes: string[] = [];
  let count = 0;
  let shown = 0;
  let problem: Error | null = null;

  const record = (): void => void prefixes.push(scopeText(central.rows, false));
  record();

  let isDying = false;
  replica.onVisible = () => {
    if (isDying) replica.kill();
    isDying = false;
    const seen = scopeText(replica.rows, false);
    const index = prefixes.findIndex((prefix, at) => at >= shown && prefix === seen);
    if (index >= 0) shown = index;
    else problem ??= new Error(`no prefix of the commits looks like ${seen}`);
  };

  const faults = injectFaults(server, timers);
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
      const client = clientOf(prepared, central.rows);
      const named = [...new Set(prepared.map(({ table }) => table)), 'lead_verifications'];
      if (covered)
        central.write(prepared, {
          id: `t${count}`,
          deviceId: DEVICE,
          tables: named,
          ...(client && { client }),
        });
      else central.write(prepared);
      record();
      server.announce();
    },
    setFault: faults.set,
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
      faults.set(NO_FAULT);
      replica.onWrite = () => undefined;
      isDying = false;
      await world.kill();
      start();
      await timers.advance(120_000);
      await world.stop();
      return { problem, replica: scopeText(replica.rows, true), central: scopeText(central.rows, true) };
    },
  };
}

function isInScope(row: TextRow): boolean {
  return row['scope_client_id'] === null || row['scope_client_id'] === 'a';
}

/** What the scope shows. Barriers are left out: they are written by whoever loads, and cover nothing. */
function scopeText(
  rowsOf: (table: (typeof TABLES)[number]) => ReadonlyMap<string, TextRow>,
  withSql: boolean,
): string {
  const tables = TABLES.map((table) =>
    [...rowsOf(table)]
      .filter(([id, row]) => isInScope(row) && (withSql || !id.startsWith('sql')))
      .filter(([id]) => table !== 'commits' || id.startsWith('t'))
      .map(([id, row]) => `${table}/${id}/${row['value'] ?? ''}`)
      .toSorted(),
  );
  return JSON.stringify(tables);
}

type Prepared = { readonly table: RandomWrite['table']; readonly id: string; readonly row: TextRow | null };

/** The one client a transaction is about, before and after; none when there are several. */
function clientOf(
  writes: readonly Prepared[],
  rowsOf: (table: RandomWrite['table']) => ReadonlyMap<string, TextRow>,
): string | null {
  const clients = new Set<string | null>();
  for (const { table, id, row } of writes) {
    const before = rowsOf(table).get(id);
    if (row) clients.add(row['scope_client_id'] ?? null);
    if (before) clients.add(before['scope_client_id'] ?? null);
  }
  const [only] = clients;
  return clients.size === 1 ? (only ?? null) : null;
}
