/**
 * The desktop as the interface sees it: the typed client of the desktop contract. The transport
 * (`connect-desktop.ts`) and the stand-in used in development both provide it; nothing else in the renderer knows how
 * messages travel. Calls reject with `AppError`.
 */
import type { ContractRouterClient } from '@orpc/contract';

import type { DesktopContract } from '../../shared/contracts/desktop/contract.ts';
import type { LiveEvent, LiveRequest, LiveRow } from '../../shared/contracts/desktop/live.ts';
import type { DesktopStatus, Job, Notice } from '../../shared/contracts/desktop/status.ts';

export type { DesktopStatus, Job, LiveEvent, LiveRequest, LiveRow, Notice };

/** Streams are taken as plain async iterables, so that a stand-in needs nothing of the RPC library. */
type Port<Client> = Client extends (...args: infer Args) => Promise<infer Output>
  ? (...args: Args) => Promise<Output extends AsyncIterable<infer Event> ? AsyncIterable<Event> : Output>
  : { readonly [Name in keyof Client]: Port<Client[Name]> };

export type DesktopClient = Port<ContractRouterClient<DesktopContract>>;

/** Values of one row by column name. */
export type RowValues = Readonly<Record<string, unknown>>;

export type LiveWindow = { readonly offset: number; readonly limit: number };

export type MutationRequest = {
  readonly name: string;
  readonly args: unknown;
  /** What the person saw before the change: entity id → field → value. */
  readonly expected?: Record<string, Record<string, unknown>> | undefined;
  /** How Undo remembers it; changes with one group are one action. */
  readonly undo?: { readonly group?: string | undefined; readonly title?: string | undefined } | undefined;
};

export type MutationReceipt = {
  readonly mutationId: string;
  readonly seq: number;
  /** The action it belongs to; null where there is nothing to take back. */
  readonly undo: { readonly group: string; readonly reason: string | null } | null;
};
