import { bigint, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Columns that most tables share. Keys are the database's own snake_case names: one spelling from the seed
 * document through SQL, the replica and JSON to the screen.
 */
export const id = () => uuid('id').primaryKey();

/**
 * Whose row it is: the client's `id`. Null only in tables marked agency-wide (shared/schema/registry.ts).
 * One plain column decides what a person may read, in shapes, in row-level security and in the write API.
 */
export const scope = () => uuid('scope_client_id').notNull();
export const scopeOrAgency = () => uuid('scope_client_id');

/** UTC with milliseconds; read and written as ISO text. */
export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });
export const createdAt = () => instant('created_at').notNull().defaultNow();
export const updatedAt = () => instant('updated_at').notNull().defaultNow();

/** Money: an integer of minor units; the currency (ISO 4217) stands beside it. */
export const minorUnits = (name: string) => bigint(name, { mode: 'number' });
export const currency = () => text('currency').notNull().default('USD');

/** The index every scope filter needs. */
export const scopeIndex = (table: string, column: AnyPgColumn) => index(`${table}_scope_idx`).on(column);
