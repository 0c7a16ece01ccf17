import { z } from 'zod';

/**
 * What a person sees of a list: filters, order, search. Plain data, so that a saved view, a URL, the SQL of the
 * replica and the in-memory test of a changed row all read the same thing.
 */
export const filterSchema = z.discriminatedUnion('op', [
  z.object({
    field: z.string(),
    op: z.enum(['is', 'is_not']),
    values: z
      .array(z.union([z.string(), z.boolean()]))
      .min(1)
      .max(200),
  }),
  z.object({
    field: z.string(),
    op: z.enum(['contains', 'not_contains', 'starts_with']),
    value: z.string().max(200),
  }),
  z.object({ field: z.string(), op: z.enum(['empty', 'not_empty']) }),
  /** Numbers, dates and instants; either end may be open. */
  z.object({
    field: z.string(),
    op: z.literal('between'),
    from: z.union([z.string(), z.number()]).nullable(),
    to: z.union([z.string(), z.number()]).nullable(),
  }),
]);
export type Filter = z.infer<typeof filterSchema>;

export const sortSchema = z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) });
export type Sort = z.infer<typeof sortSchema>;

export const listViewSchema = z.object({
  filters: z.array(filterSchema).max(20).default([]),
  sort: z.array(sortSchema).max(4).default([]),
  search: z.string().max(200).default(''),
});
export type ListView = z.infer<typeof listViewSchema>;

export const EMPTY_LIST_VIEW: ListView = { filters: [], sort: [], search: '' };
