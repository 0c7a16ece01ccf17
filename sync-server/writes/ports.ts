import type { Pool } from 'pg';
import type { Clock } from '../../shared/kernel/time.ts';
import type { MutationRegistry } from '../../shared/mutations/registered.ts';

export type WriterLog = {
  readonly info: (details: Record<string, unknown>, message: string) => void;
  readonly warn: (details: Record<string, unknown>, message: string) => void;
  readonly error: (details: Record<string, unknown>, message: string) => void;
};

export type WriterPorts = {
  readonly pool: Pick<Pool, 'connect' | 'query'>;
  readonly clock: Clock;
  readonly log: WriterLog;
  readonly registry: MutationRegistry;
  /** Waits between tries, ms. Tests pass their own. */
  readonly wait: (ms: number) => Promise<void>;
};
