import type { z } from 'zod';

import type { RowParser } from '../typed-row.ts';

/** A parser for `useLiveQuery` and `useLiveWindow`. Columns the schema does not name are left out. */
export function rowParser<Row>(schema: z.ZodType<Row>): RowParser<Row> {
  return (values) => schema.parse(values);
}
