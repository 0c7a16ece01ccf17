import { MAX_ROWS_PER_MUTATION } from '../domain/limits/mutation-rows.ts';
import { z } from 'zod';
import { uuidSchema } from '../kernel/ids.ts';

/** Building blocks of mutation arguments. Text never holds what Postgres cannot store. */
export const idArgument = uuidSchema;
export const idOrNull = uuidSchema.nullable();
export const dateOrNull = z.iso.date().nullable();
export const instantArgument = z.iso.datetime();
export const instantOrNull = instantArgument.nullable();

const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** Text that must say something, without space around it. */
export function requiredText(max: number): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .min(1, 'is missing')
    .max(max, `has more than ${max} characters`)
    .refine(storable, 'cannot be stored');
}

/** Text or nothing: an empty text is nothing. */
export function optionalText(max: number): z.ZodType<string | null, string | null> {
  return z
    .string()
    .trim()
    .max(max, `has more than ${max} characters`)
    .refine(storable, 'cannot be stored')
    .nullable()
    .transform((value) => (value === '' ? null : value));
}

/** Text as written, empty allowed. */
export function plainText(max: number): z.ZodType<string, string> {
  return z.string().max(max, `has more than ${max} characters`).refine(storable, 'cannot be stored');
}

export const labelsArgument = z.array(requiredText(60)).max(50);

/** Ids of rows to treat alike, without repeats. */
export const idsArgument = z
  .array(uuidSchema)
  .min(1)
  .max(MAX_ROWS_PER_MUTATION)
  .transform((ids) => [...new Set(ids)]);

/** Fields to change: at least one. */
export function patchOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .partial()
    .refine((patch) => Object.keys(patch).length > 0, 'names no field');
}

/** Changes of several rows, each once. */
export function changesOf<Patch extends z.ZodType>(patch: Patch) {
  return z
    .array(z.object({ id: uuidSchema, patch }))
    .min(1)
    .max(MAX_ROWS_PER_MUTATION)
    .refine((changes) => new Set(changes.map(({ id }) => id)).size === changes.length, 'names a row twice');
}
